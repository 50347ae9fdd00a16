import access from './zh/access.json' with { type: 'json' }
import answers from './zh/answers.json' with { type: 'json' }
import charts from './zh/charts.json' with { type: 'json' }
import bring from './zh/bring.json' with { type: 'json' }
import cli from './zh/cli.json' with { type: 'json' }
import customerPage from './zh/customer-page.json' with { type: 'json' }
import customers from './zh/customers.json' with { type: 'json' }
import doctor from './zh/doctor.json' with { type: 'json' }
import door from './zh/door.json' with { type: 'json' }
import frame from './zh/frame.json' with { type: 'json' }
import history from './zh/history.json' with { type: 'json' }
import house from './zh/house.json' with { type: 'json' }
import list from './zh/list.json' with { type: 'json' }
import map from './zh/map.json' with { type: 'json' }
import mapScreen from './zh/map-screen.json' with { type: 'json' }
import operate from './zh/operate.json' with { type: 'json' }
import policy from './zh/policy.json' with { type: 'json' }
import relationship from './zh/relationship.json' with { type: 'json' }
import settings from './zh/settings.json' with { type: 'json' }
import policyWhy from './zh/policy-why.json' with { type: 'json' }
import audited from './zh/audited.json' with { type: 'json' }
import numbers from './zh/numbers.json' with { type: 'json' }
import model from './zh/model.json' with { type: 'json' }
import proof from './zh/proof.json' with { type: 'json' }
import money from './zh/money.json' with { type: 'json' }
import worth from './zh/worth.json' with { type: 'json' }
import welcome from './zh/welcome.json' with { type: 'json' }

export const zh: Readonly<Record<string, string>> = {
  ...access,
  ...answers,
  ...charts,
  ...house,
  ...doctor,
  ...door,
  ...history,
  ...relationship,
  ...policy,
  ...list,
  ...map,
  ...mapScreen,
  ...cli,
  ...operate,
  ...customers,
  ...settings,
  ...customerPage,
  ...policyWhy,
  ...audited,
  ...frame,
  ...numbers,
  ...bring,
  ...model,
  ...proof,
  ...welcome,
  ...worth,
  ...money,
}
