import type { Text } from '../en.ts';
import type { Format } from '../format.ts';

/** Sentences about organization groups, and about who joins by signing in. */
export function groupWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
): Pick<Text, 'groups' | 'group' | 'groupAdd'> {
  const number = (value: number) => format.number(value);
  return {
    groups: {
      title: 'Grupos',
      intro:
        'Equipos y chats de grupo a los que me han agregado. Quien es miembro de ellos está en el directorio de su organización.',
      none: 'Todavía no me han agregado a ningún equipo ni chat de grupo de su organización. En cuanto me agregue a uno, sus miembros entran en el directorio.',
      notAnOwner:
        'No es propietario de ningún grupo en el que yo esté. Diríjase a los propietarios del equipo, a quien me agregó al chat de grupo o a un administrador del directorio.',
      kind: { team: 'Equipo', groupChat: 'Chat de grupo' },
      noName: { team: 'Un equipo', groupChat: 'Un chat de grupo' },
      yours: 'Usted es administrador de este grupo',
      more: (more) => `y ${number(more)} más`,
    },

    group: {
      about: (kind, total) => `${kind} · ${people(total)}`,
      page: (page, pages) => `Página ${number(page)} de ${number(pages)}`,
      empty: 'Aún no he leído quién está en este grupo. Vuelva a mirar dentro de un momento.',
      notArrived: 'No está en el directorio',
      noName: 'Persona sin nombre',
      added: (name) => `${name} está ahora en el grupo y en el directorio.`,
      there: (name) => `${name} ya está en el grupo.`,
      removed:
        'La persona ya no está en el grupo. Sigue en el directorio; un administrador puede eliminarla allí.',
    },

    groupAdd: {
      title: 'Agregar a un grupo',
      intro:
        'Para personas sin cuenta en Teams. Entran en el directorio como «Otros»; a las demás se las agrega en el propio Teams.',
      group: 'Grupo',
      phone: 'Teléfono',
      phoneHint: 'Con + y el prefijo del país, por ejemplo, +34 612 34 56 78',
      name: 'Nombre',
      nameHint: 'Por ejemplo, Ada Ejemplo',
      missing: (label) => `${label}: rellénelo.`,
      problem: (label, reason) => `${label}: ${reason}`,
    },
  };
}
