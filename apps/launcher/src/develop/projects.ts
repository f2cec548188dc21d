import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

interface ProjectFile {
  readonly references?: readonly { readonly path: string }[];
}

/** The folders of a compiled project and of all that it is made of, by the references of their tsconfig.json. */
export function projectsOf(folder: string): Set<string> {
  const found = new Set<string>();
  const open = [resolve(folder)];
  for (let project = open.pop(); project !== undefined; project = open.pop()) {
    if (found.has(project)) continue;
    found.add(project);
    const { references = [] } = JSON.parse(
      readFileSync(join(project, 'tsconfig.json'), 'utf8'),
    ) as ProjectFile;
    for (const { path } of references) open.push(resolve(project, path));
  }
  return found;
}

/** Whether a file belongs to one of the projects. */
export function isOf(projects: ReadonlySet<string>, file: string): boolean {
  return [...projects].some((project) => file.startsWith(`${project}/`));
}
