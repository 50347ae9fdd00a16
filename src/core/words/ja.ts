import access from './ja/access.json' with { type: 'json' }
import answers from './ja/answers.json' with { type: 'json' }
import charts from './ja/charts.json' with { type: 'json' }
import bring from './ja/bring.json' with { type: 'json' }
import cli from './ja/cli.json' with { type: 'json' }
import customerPage from './ja/customer-page.json' with { type: 'json' }
import customers from './ja/customers.json' with { type: 'json' }
import doctor from './ja/doctor.json' with { type: 'json' }
import door from './ja/door.json' with { type: 'json' }
import frame from './ja/frame.json' with { type: 'json' }
import history from './ja/history.json' with { type: 'json' }
import house from './ja/house.json' with { type: 'json' }
import list from './ja/list.json' with { type: 'json' }
import map from './ja/map.json' with { type: 'json' }
import mapScreen from './ja/map-screen.json' with { type: 'json' }
import operate from './ja/operate.json' with { type: 'json' }
import policy from './ja/policy.json' with { type: 'json' }
import relationship from './ja/relationship.json' with { type: 'json' }
import settings from './ja/settings.json' with { type: 'json' }
import policyWhy from './ja/policy-why.json' with { type: 'json' }
import audited from './ja/audited.json' with { type: 'json' }
import numbers from './ja/numbers.json' with { type: 'json' }
import model from './ja/model.json' with { type: 'json' }
import proof from './ja/proof.json' with { type: 'json' }
import money from './ja/money.json' with { type: 'json' }
import worth from './ja/worth.json' with { type: 'json' }
import welcome from './ja/welcome.json' with { type: 'json' }

export const ja: Readonly<Record<string, string>> = {
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
