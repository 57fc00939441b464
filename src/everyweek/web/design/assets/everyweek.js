// Everything here is an addition: each page is complete without it.
import { SkipLink, createAll } from "nhsuk-frontend";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
createAll(SkipLink);
