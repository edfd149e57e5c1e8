/** How much memory this process may count on: the machine's, or less where a container or a control group allows less. */

/** `constrained` as Node tells it: absent, 0 or an enormous number where there is no limit; pure. */
export function memoryAllowed(total: number, constrained: number | undefined): number {
  return constrained !== undefined && constrained > 0 && constrained < total ? constrained : total;
}
