import access from './en/access.json' with { type: 'json' }
import answers from './en/answers.json' with { type: 'json' }
import charts from './en/charts.json' with { type: 'json' }
import bring from './en/bring.json' with { type: 'json' }
import cli from './en/cli.json' with { type: 'json' }
import customerPage from './en/customer-page.json' with { type: 'json' }
import customers from './en/customers.json' with { type: 'json' }
import doctor from './en/doctor.json' with { type: 'json' }
import door from './en/door.json' with { type: 'json' }
import frame from './en/frame.json' with { type: 'json' }
import history from './en/history.json' with { type: 'json' }
import house from './en/house.json' with { type: 'json' }
import list from './en/list.json' with { type: 'json' }
import map from './en/map.json' with { type: 'json' }
import mapScreen from './en/map-screen.json' with { type: 'json' }
import operate from './en/operate.json' with { type: 'json' }
import policy from './en/policy.json' with { type: 'json' }
import relationship from './en/relationship.json' with { type: 'json' }
import settings from './en/settings.json' with { type: 'json' }
import policyWhy from './en/policy-why.json' with { type: 'json' }
import audited from './en/audited.json' with { type: 'json' }
import numbers from './en/numbers.json' with { type: 'json' }
import model from './en/model.json' with { type: 'json' }
import proof from './en/proof.json' with { type: 'json' }
import money from './en/money.json' with { type: 'json' }
import worth from './en/worth.json' with { type: 'json' }
import welcome from './en/welcome.json' with { type: 'json' }

export const en: Readonly<Record<string, string>> = {
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
