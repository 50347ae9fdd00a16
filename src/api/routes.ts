import { USUAL_UPLOAD_BYTES } from '#contract/history/upload.ts'
import { exportRoutes } from './customers/exports.ts'
import { erase } from './customers/erase.ts'
import { exported } from './customers/export.ts'
import { merge, part } from './customers/merge.ts'
import { noteAdd, noteDelete } from './customers/notes.ts'
import { importRoutes } from './history/imports.ts'
import { mappingRoutes } from './history/mappings.ts'
import { choosingRoutes } from './customers/segments.ts'
import { retract } from './history/retract.ts'
import { send } from './history/send.ts'
import { uploadRoutes } from './history/uploads.ts'
import { accessRoutes } from './house/access/index.ts'
import { companyRoutes } from './house/company-routes.ts'
import { health } from './house/health.ts'
import { job, jobAsk, jobCancel, jobs } from './house/jobs.ts'
import { ready } from './house/ready.ts'
import { answers, feelings, scoreDrivers } from './listening/listening.ts'
import { distributions } from './map/distributions.ts'
import { drivers, map, mapSeries } from './map/map.ts'
import { proof, proveAsk } from './proof/proof.ts'
import { customer, customers, timeline } from './relationship/customers.ts'
import { costRoutes } from './money/costs.ts'
import { keeping } from './money/keeping.ts'
import { money } from './money/money.ts'
import { model, modelChange, modelGroups } from './relationship/model.ts'
import { policy, policyBack, policyChange, policyTry, policyVersions } from './relationship/policy.ts'
import type { Route } from './route.ts'
import { worth } from './worth/worth.ts'

/** Every endpoint there is, apart from the document that lists them and the pages. */
export const routesOf = (version: string, stopping: () => boolean = () => false, uploadBytes = USUAL_UPLOAD_BYTES): readonly Route[] => [
  health(version), ready(stopping),
  send, retract,
  ...uploadRoutes(uploadBytes), ...importRoutes, ...mappingRoutes,
  customers, customer, timeline, noteAdd, noteDelete, merge, part, exported, erase,
  ...choosingRoutes, ...exportRoutes,
  map, mapSeries, drivers, distributions, answers, scoreDrivers, feelings,
  policy, policyVersions, policyTry, policyChange, policyBack,
  proof, proveAsk,
  model, modelGroups, modelChange,
  worth, money, keeping, ...costRoutes,
  jobs, job, jobAsk, jobCancel,
  ...companyRoutes,
  ...accessRoutes,
]
