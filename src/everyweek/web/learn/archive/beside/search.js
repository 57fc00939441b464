// The search of an archive: every word must begin a word of a resource; titles count most.
(function () {
  "use strict";
  var form = document.getElementById("search");
  var box = document.getElementById("q");
  var hits = document.getElementById("hits");
  var said = document.getElementById("found");

  function places(text, word) {
    return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(function (one) { return one.startsWith(word); }).length;
  }

  function worth(row, words) {
    var sum = 0;
    for (var word of words) {
      var one = 8 * places(row.title, word) + 3 * places(row.summary, word) + Math.min(places(row.text, word), 5);
      if (one === 0) { return 0; }
      sum += one;
    }
    return sum;
  }

  function show() {
    var words = box.value.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    hits.textContent = "";
    said.textContent = "";
    if (words.length === 0) { return; }
    var found = window.RESOURCES
      .map(function (row) { return [worth(row, words), row]; })
      .filter(function (pair) { return pair[0] > 0; })
      .sort(function (a, b) { return b[0] - a[0] || (a[1].key < b[1].key ? -1 : 1); })
      .slice(0, 30);
    said.textContent = found.length === 0 ? "Nothing found. Try fewer words." : found.length + " found";
    found.forEach(function (pair) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = "resources/" + pair[1].key + ".html";
      link.textContent = pair[1].title;
      item.append(link, document.createElement("br"), pair[1].kind + ". " + pair[1].summary);
      hits.append(item);
    });
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
  box.addEventListener("input", show);
})();
