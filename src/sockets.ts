/**
 * The four things that are decided before a process starts and make it a container (figure 6-1), each as the question it
 * answers, in the order the site shows them.
 */
export const SOCKETS = {
  see: '何が見えるか',
  much: 'どれだけ使えるか',
  files: 'どのファイルか',
  may: '何をしてよいか',
} as const;

/** One of the four. */
export type Socket = keyof typeof SOCKETS;
