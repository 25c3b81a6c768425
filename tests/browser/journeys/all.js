// All journeys, in the order in which they are made.

import compare from "./compare.js";
import keyboard from "./keyboard.js";
import lists from "./lists.js";
import pages from "./pages.js";
import search from "./search.js";
import shortlist from "./shortlist.js";
import single from "./single.js";
import views from "./views.js";

/** Pairs of a name and a function that makes the journey. */
export const JOURNEYS = [search, lists, compare, shortlist, pages, views, single, keyboard].flatMap((part) => Object.entries(part));
