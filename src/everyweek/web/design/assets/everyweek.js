// Everything here is an addition: each page is complete without it.
import { ErrorSummary, SkipLink, createAll } from "nhsuk-frontend";
import { completeSearches } from "./complete.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
createAll(SkipLink);
createAll(ErrorSummary);
completeSearches();
