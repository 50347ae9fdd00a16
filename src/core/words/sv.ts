import access from './sv/access.json' with { type: 'json' }
import answers from './sv/answers.json' with { type: 'json' }
import charts from './sv/charts.json' with { type: 'json' }
import bring from './sv/bring.json' with { type: 'json' }
import cli from './sv/cli.json' with { type: 'json' }
import customerPage from './sv/customer-page.json' with { type: 'json' }
import customers from './sv/customers.json' with { type: 'json' }
import doctor from './sv/doctor.json' with { type: 'json' }
import door from './sv/door.json' with { type: 'json' }
import frame from './sv/frame.json' with { type: 'json' }
import history from './sv/history.json' with { type: 'json' }
import house from './sv/house.json' with { type: 'json' }
import list from './sv/list.json' with { type: 'json' }
import map from './sv/map.json' with { type: 'json' }
import mapScreen from './sv/map-screen.json' with { type: 'json' }
import operate from './sv/operate.json' with { type: 'json' }
import policy from './sv/policy.json' with { type: 'json' }
import relationship from './sv/relationship.json' with { type: 'json' }
import settings from './sv/settings.json' with { type: 'json' }
import policyWhy from './sv/policy-why.json' with { type: 'json' }
import audited from './sv/audited.json' with { type: 'json' }
import numbers from './sv/numbers.json' with { type: 'json' }
import model from './sv/model.json' with { type: 'json' }
import proof from './sv/proof.json' with { type: 'json' }
import money from './sv/money.json' with { type: 'json' }
import worth from './sv/worth.json' with { type: 'json' }
import welcome from './sv/welcome.json' with { type: 'json' }

export const sv: Readonly<Record<string, string>> = {
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
