/** Where the others are: a caret with a name, and what they have selected. Classes only, no inline style. */
import { StateEffect, type Extension, type Range } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import * as Y from "yjs";
import type { Role } from "./protocol";

export interface Place { connection: number; role: Role; name: string; anchor: number; head: number; moves: number }

/** A caret as bytes: the length of the anchor, the anchor, the head, both relative to the text. */
export function encodeCaret(text: Y.Text, anchor: number, head: number): Uint8Array {
  const [first, second] = [anchor, head].map((at) => Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, at)));
  return Uint8Array.from([first?.length ?? 0, ...(first ?? []), ...(second ?? [])]);
}

/** Where a caret stands now, or null if its bytes mean nothing here. */
export function decodeCaret(text: Y.Text, body: Uint8Array): { anchor: number; head: number } | null {
  try {
    const cut = 1 + (body[0] ?? 0);
    const anchor = place(text, body.slice(1, cut));
    const head = place(text, body.slice(cut));
    return anchor === null || head === null ? null : { anchor, head };
  } catch {
    return null;
  }
}

function place(text: Y.Text, bytes: Uint8Array): number | null {
  if (!text.doc) return null;
  const found = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(bytes), text.doc);
  return found && found.type === text ? found.index : null;
}

const moved = StateEffect.define<Place[]>();

export function showCarets(view: EditorView, places: Place[]): void {
  view.dispatch({ effects: moved.of(places) });
}

class Caret extends WidgetType {
  constructor(readonly place: Place) {
    super();
  }

  override eq(other: Caret): boolean {
    const [one, two] = [this.place, other.place];
    return one.connection === two.connection && one.moves === two.moves && one.name === two.name;
  }

  toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = `remote-caret ${this.place.role}`;
    const name = document.createElement("span");
    name.className = "remote-name";
    name.textContent = this.place.name;
    name.dir = "auto";
    caret.setAttribute("aria-hidden", "true");
    caret.append("\u2060", name, "\u2060");
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

class Carets {
  decorations: DecorationSet = Decoration.none;

  update(update: ViewUpdate): void {
    if (update.docChanged) this.decorations = this.decorations.map(update.changes);
    for (const transaction of update.transactions) {
      for (const effect of transaction.effects) {
        if (effect.is(moved)) this.decorations = drawn(effect.value, update.state.doc.length);
      }
    }
  }
}

function drawn(places: Place[], length: number): DecorationSet {
  const marks: Range<Decoration>[] = places.flatMap((place) => {
    const [anchor, head] = [place.anchor, place.head].map((at) => Math.min(at, length)) as [number, number];
    const caret = Decoration.widget({ widget: new Caret(place), side: head > anchor ? -1 : 1 }).range(head);
    if (anchor === head) return [caret];
    const selection = Decoration.mark({ class: `remote-selection ${place.role}` });
    return [selection.range(Math.min(anchor, head), Math.max(anchor, head)), caret];
  });
  return Decoration.set(marks, true);
}

export function remoteCarets(): Extension {
  return ViewPlugin.fromClass(Carets, { decorations: (carets) => carets.decorations });
}
