/** What the server put into the file; afterword/notes/scorecard/page.py writes it. */

export interface Step {
  minutes: number;
  text: string;
}

export interface Question {
  id: string;
  title: string;
  plan: Step[];
}

export interface Dimension {
  key: string;
  name: string;
}

export interface Payload {
  format: string;
  interview: string;
  file: string;
  key: string;
  sealed_with: string;
  iterations: number;
  guest: boolean;
  candidate: string;
  address: string;
  minutes: number;
  question: string | null;
  dimensions: Dimension[];
  questions: Question[];
}

export function readPayload(): Payload {
  const script = document.getElementById("scorecard");
  if (!script?.textContent) throw new Error("the scorecard's own part is missing");
  return JSON.parse(script.textContent) as Payload;
}
