/** The page as the room stands: every part of it is drawn from the standing, whatever came before. */
import { element } from "../app/page";
import { all, announce, clock, one } from "./browser";
import type { Phase, Role, Shown } from "./protocol";
import { isRunning, key, type Standing } from "./standing";

export const ORDER: Phase[] = ["introductions", "problem", "coding", "their_questions"];

const FRESH_MS = 20_000;

export interface Names { me: Role; other: string }

export function draw(root: HTMLElement, standing: Standing, names: Names): void {
  root.dataset.phase = standing.phase;
  for (const part of all("[data-when-running]", root)) part.hidden = !isRunning(standing);
  drawPhases(root, standing);
  drawPresence(root, standing, names);
  drawConsents(root, standing, names);
  drawShown(root, standing, names);
  const language = one<HTMLSelectElement>("[data-language]", root);
  if (language) language.value = standing.language;
}

function drawPhases(root: HTMLElement, standing: Standing): void {
  const now = ORDER.indexOf(standing.phase);
  all("li[data-phase]", root).forEach((item, at) => {
    item.classList.toggle("done", standing.phase === "ended" || at < now);
    if (at === now) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    const button = one<HTMLButtonElement>("button", item);
    if (button) button.disabled = !isRunning(standing);
    button?.setAttribute("aria-pressed", String(at === now));
  });
}

function drawPresence(root: HTMLElement, standing: Standing, names: Names): void {
  const presence = one("[data-presence]", root);
  const words = presence && one("[data-presence-words]", presence);
  if (!presence || !words) return;
  const isHere = standing.people.some((person) => person.role !== names.me);
  presence.className = `presence ${isHere ? "here" : "away"}`;
  words.textContent = isHere ? "is here" : standing.phase === "waiting" ? "is not here yet" : "is away";
}

/** While the line is down, nobody knows who is there. */
export function doubtPresence(root: HTMLElement): void {
  const presence = one(".presence.here", root);
  const words = presence && one("[data-presence-words]", presence);
  if (!presence || !words) return;
  presence.className = "presence unsure";
  words.textContent = "was here";
}

function drawConsents(root: HTMLElement, standing: Standing, names: Names): void {
  for (const line of all("[data-consent]", root)) {
    const agreed = standing.consents.has(line.dataset.consent as Role);
    line.classList.toggle("agreed", agreed);
    const words = one("[data-consent-words]", line);
    if (words) words.textContent = agreed ? "agreed" : "not yet agreed";
  }
  const mine = standing.consents.has(names.me);
  const both = standing.consents.size === 2;
  const [agree, start, words] = [one("[data-agree]", root), one("[data-start]", root), one("[data-before-words]", root)];
  if (words) words.textContent = beforeWords(mine, both, names);
  if (start) start.hidden = !both;
  if (agree) giveWay(agree, both && start ? start : words, mine);
  const [before, question] = [one("[data-before]", root), one("[data-region=question]", root)];
  if (before) giveWay(before, question?.checkVisibility() ? question : root, standing.phase !== "waiting");
}

/** Hide a part. Whoever had the focus in it goes on at the next, and not at the top of the page. */
function giveWay(part: HTMLElement, next: HTMLElement | null, isOver = true): void {
  const hadFocus = isOver && part.contains(document.activeElement);
  part.hidden = isOver;
  if (!hadFocus || !next) return;
  if (next.tabIndex < 0) next.tabIndex = -1;
  next.focus();
}

function beforeWords(mine: boolean, both: boolean, names: Names): string {
  if (!mine) return "";
  if (!both) return `${names.other} has not agreed yet.`;
  return names.me === "interviewer" ? "" : `${names.other} starts the interview.`;
}

function hide(selector: string, isHidden: boolean, within: ParentNode): void {
  const part = one(selector, within);
  if (part) part.hidden = isHidden;
}

function drawShown(root: HTMLElement, standing: Standing, names: Names): void {
  if (names.me === "interviewer") drawGiven(root, standing, names);
  else drawPieces(root, standing);
}

function drawGiven(root: HTMLElement, standing: Standing, names: Names): void {
  for (const piece of all("[data-piece]", root)) {
    const shown = standing.shown.get(piece.dataset.piece ?? "");
    piece.classList.toggle("given", Boolean(shown));
    const button = one<HTMLButtonElement>("[data-say]", piece);
    const words = one("[data-given]", piece);
    if (!words || !shown) continue;
    words.hidden = false;
    if (button) giveWay(button, words);
    words.textContent = `${givenWords(shown, names)} ${clock((shown.at_us - (standing.startedUs ?? shown.at_us)) / 1e6)}`;
  }
  const count = one("[data-hints-given]", root);
  const hints = all('[data-piece^="hint "]', root);
  if (count) count.textContent = `${hints.filter((hint) => hint.classList.contains("given")).length} of ${hints.length} given`;
}

function givenWords(shown: Shown, names: Names): string {
  if (shown.what === "part") return `${names.other} sees this since`;
  return shown.what === "hint" ? "given at" : "asked at";
}

function drawPieces(root: HTMLElement, standing: Standing): void {
  const place = one("[data-shown]", root);
  if (!place) return;
  hide("[data-nothing-shown]", standing.shown.size > 0, root);
  for (const piece of standing.shown.values()) {
    if (!one(`[data-piece="${key(piece)}"]`, place)) place.append(pieceOf(piece, standing));
  }
}

function pieceOf(piece: Shown, standing: Standing): HTMLElement {
  const at = clock((piece.at_us - (standing.startedUs ?? piece.at_us)) / 1e6);
  const head = element("div", "piece-head", element("h2", "", piece.title));
  if (piece.what !== "part") head.append(element("span", "moment", at));
  const text = element("div", "prose");
  text.dir = "auto";
  // The server rendered and cleaned this HTML (kit.markdown); it is the question's, not a person's.
  text.innerHTML = piece.html;
  all("pre", text).forEach(letScroll);
  const shown = element("article", `piece ${piece.what}`, head, text);
  shown.dataset.piece = key(piece);
  return shown;
}

/** Bring what was shown just now into view, and mark it for a while: it may be below all the rest. */
export function lookAtNewest(root: HTMLElement): void {
  const newest = one("[data-shown] > :last-child", root);
  if (!newest) return;
  newest.classList.add("fresh");
  newest.scrollIntoView({ block: "nearest" });
  window.setTimeout(() => newest.classList.remove("fresh"), FRESH_MS);
}

/** A box that may scroll sideways can be reached by keyboard. */
export function letScroll(box: HTMLElement): void {
  box.tabIndex = 0;
}

/** The clocks, once a second. */
export function drawClocks(root: HTMLElement, standing: Standing, nowUs: number): void {
  const clocks = one("[data-clocks]", root);
  if (!clocks) return;
  clocks.hidden = standing.startedUs === null || !isRunning(standing);
  if (standing.startedUs === null) return;
  const total = (nowUs - standing.startedUs) / 1e6;
  const phase = (nowUs - standing.phaseSinceUs) / 1e6;
  write("[data-clock]", clock(total), root);
  const isOver = total > standing.minutes * 60;
  write("[data-clock-of]", isOver ? `${standing.minutes}:00 are over` : `of ${standing.minutes}:00`, root);
  const planned = standing.plan[standing.phase];
  write("[data-phase-clock]", planned ? `this phase ${clock(phase)} of ${planned}:00` : "", root);
  clocks.classList.toggle("over", isOver);
  drawPlan(root, total);
}

function drawPlan(root: HTMLElement, seconds: number): void {
  for (const step of all("[data-time-plan] > li", root)) {
    const now = seconds >= Number(step.dataset.at) && seconds < Number(step.dataset.ends);
    step.classList.toggle("now", now);
    step.classList.toggle("past", seconds >= Number(step.dataset.ends) && step.nextElementSibling !== null);
    if (now) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }
}

function write(selector: string, text: string, within: ParentNode): void {
  const place = one(selector, within);
  if (place && place.textContent !== text) place.textContent = text;
}

/** Say a phase as the page names it: a conversation is no coding. */
export function announcePhase(root: HTMLElement, phase: Phase): void {
  const words = one(`li[data-phase="${phase}"]`, root)?.textContent?.trim();
  announce(phase === "ended" ? "The interview has ended" : `Phase: ${words}`);
}
