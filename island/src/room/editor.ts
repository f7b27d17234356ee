/** The shared editor: CodeMirror over a Yjs text, without history of its own. */
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { yCollab, ySyncAnnotation, yUndoManagerKeymap } from "y-codemirror.next";
import * as Y from "yjs";
import { remoteCarets } from "./carets";
import type { Language } from "./protocol";

/** As much text as a room takes; a message of it stays well below the server's limit. */
export const TEXT_MOST = 100_000;

const LANGUAGES: Record<Language, () => Extension> = {
  python: () => [python(), indentUnit.of("    ")],
  javascript: () => [javascript(), indentUnit.of("  ")],
  text: () => [indentUnit.of("  "), EditorView.lineWrapping],
};

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--link)", fontWeight: "600" },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: "var(--leaf)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--ochre)" },
  { tag: [tags.comment], color: "var(--ink-soft)", fontStyle: "italic" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], fontWeight: "600" },
]);

/** CodeMirror's own sheet stands outside of our layers, so what it sets is changed here. */
const look = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--sheet)", color: "var(--ink)", fontSize: "0.9375rem" },
  "&.cm-focused": { outline: "2px solid var(--link)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--ink)", paddingTop: "1.25rem" },
  ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--ink-soft)", borderInlineEnd: "1px solid var(--rule)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--ink) 5%, transparent)" },
  ".cm-cursor": { borderLeft: "2px solid var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--link) 26%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--wash)", outline: "1px solid var(--edge)" },
});

export interface Editor {
  view: EditorView;
  setLanguage(language: Language): void;
  setReadOnly(readOnly: boolean): void;
}

export interface Wishes {
  parent: HTMLElement;
  text: Y.Text;
  nonce: string;
  moved(view: EditorView): void;
  tooLong(): void;
}

export function createEditor(wishes: Wishes): Editor {
  const language = new Compartment();
  const access = new Compartment();
  const undoManager = new Y.UndoManager(wishes.text, { captureTimeout: 600 });
  const view = new EditorView({
    parent: wishes.parent,
    state: EditorState.create({
      doc: wishes.text.toString(),
      extensions: [
        EditorView.cspNonce.of(wishes.nonce),
        EditorView.contentAttributes.of({ tabindex: "0", "aria-label": "Code, shared by both of you", "aria-describedby": "leaving-editor", spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
        EditorState.tabSize.of(4),
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        syntaxHighlighting(colours),
        look,
        keymap.of([...yUndoManagerKeymap, indentWithTab, ...defaultKeymap]),
        language.of(LANGUAGES.python()),
        access.of(EditorState.readOnly.of(true)),
        atMost(TEXT_MOST, wishes.tooLong),
        yCollab(wishes.text, null, { undoManager }),
        remoteCarets(),
        EditorView.updateListener.of((update) => {
          if (update.selectionSet || update.docChanged || update.focusChanged) wishes.moved(update.view);
        }),
      ],
    }),
  });
  return {
    view,
    setLanguage: (chosen) => view.dispatch({ effects: language.reconfigure(LANGUAGES[chosen]()) }),
    setReadOnly: (readOnly) => view.dispatch({ effects: access.reconfigure(EditorState.readOnly.of(readOnly)) }),
  };
}

function atMost(length: number, refused: () => void): Extension {
  return EditorState.transactionFilter.of((change) => {
    const grows = change.docChanged && change.newDoc.length > Math.max(length, change.startState.doc.length);
    if (!grows || change.annotation(ySyncAnnotation)) return change;
    refused();
    return [];
  });
}
