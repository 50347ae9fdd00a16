import access from './et/access.json' with { type: 'json' }
import answers from './et/answers.json' with { type: 'json' }
import charts from './et/charts.json' with { type: 'json' }
import bring from './et/bring.json' with { type: 'json' }
import cli from './et/cli.json' with { type: 'json' }
import customerPage from './et/customer-page.json' with { type: 'json' }
import customers from './et/customers.json' with { type: 'json' }
import doctor from './et/doctor.json' with { type: 'json' }
import door from './et/door.json' with { type: 'json' }
import frame from './et/frame.json' with { type: 'json' }
import history from './et/history.json' with { type: 'json' }
import house from './et/house.json' with { type: 'json' }
import list from './et/list.json' with { type: 'json' }
import map from './et/map.json' with { type: 'json' }
import mapScreen from './et/map-screen.json' with { type: 'json' }
import operate from './et/operate.json' with { type: 'json' }
import policy from './et/policy.json' with { type: 'json' }
import relationship from './et/relationship.json' with { type: 'json' }
import settings from './et/settings.json' with { type: 'json' }
import policyWhy from './et/policy-why.json' with { type: 'json' }
import audited from './et/audited.json' with { type: 'json' }
import numbers from './et/numbers.json' with { type: 'json' }
import model from './et/model.json' with { type: 'json' }
import proof from './et/proof.json' with { type: 'json' }
import money from './et/money.json' with { type: 'json' }
import worth from './et/worth.json' with { type: 'json' }
import welcome from './et/welcome.json' with { type: 'json' }

export const et: Readonly<Record<string, string>> = {
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
