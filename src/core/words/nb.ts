import access from './nb/access.json' with { type: 'json' }
import answers from './nb/answers.json' with { type: 'json' }
import charts from './nb/charts.json' with { type: 'json' }
import bring from './nb/bring.json' with { type: 'json' }
import cli from './nb/cli.json' with { type: 'json' }
import customerPage from './nb/customer-page.json' with { type: 'json' }
import customers from './nb/customers.json' with { type: 'json' }
import doctor from './nb/doctor.json' with { type: 'json' }
import door from './nb/door.json' with { type: 'json' }
import frame from './nb/frame.json' with { type: 'json' }
import history from './nb/history.json' with { type: 'json' }
import house from './nb/house.json' with { type: 'json' }
import list from './nb/list.json' with { type: 'json' }
import map from './nb/map.json' with { type: 'json' }
import mapScreen from './nb/map-screen.json' with { type: 'json' }
import operate from './nb/operate.json' with { type: 'json' }
import policy from './nb/policy.json' with { type: 'json' }
import relationship from './nb/relationship.json' with { type: 'json' }
import settings from './nb/settings.json' with { type: 'json' }
import policyWhy from './nb/policy-why.json' with { type: 'json' }
import audited from './nb/audited.json' with { type: 'json' }
import numbers from './nb/numbers.json' with { type: 'json' }
import model from './nb/model.json' with { type: 'json' }
import proof from './nb/proof.json' with { type: 'json' }
import money from './nb/money.json' with { type: 'json' }
import worth from './nb/worth.json' with { type: 'json' }
import welcome from './nb/welcome.json' with { type: 'json' }

export const nb: Readonly<Record<string, string>> = {
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
