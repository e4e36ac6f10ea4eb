"""Countries as tables name them: by ISO 3166-1 codes and by the names that conflict data sets use."""

from functools import cache, lru_cache

from msgspec import Struct

from chronoterm.text import fold

# Two letters, three letters, the name that is shown, then others. XK is what is used for Kosovo, which has no code.
_COUNTRIES = """
AD AND Andorra; AE ARE United Arab Emirates|UAE; AF AFG Afghanistan; AG ATG Antigua and Barbuda;
AI AIA Anguilla; AL ALB Albania; AM ARM Armenia; AO AGO Angola; AQ ATA Antarctica; AR ARG Argentina;
AS ASM American Samoa; AT AUT Austria; AU AUS Australia; AW ABW Aruba; AX ALA Åland Islands;
AZ AZE Azerbaijan; BA BIH Bosnia and Herzegovina|Bosnia-Herzegovina; BB BRB Barbados; BD BGD Bangladesh;
BE BEL Belgium; BF BFA Burkina Faso|Burkina Faso (Upper Volta); BG BGR Bulgaria; BH BHR Bahrain;
BI BDI Burundi; BJ BEN Benin; BL BLM Saint Barthélemy; BM BMU Bermuda; BN BRN Brunei|Brunei Darussalam;
BO BOL Bolivia|Bolivia, Plurinational State of; BQ BES Bonaire; BR BRA Brazil; BS BHS Bahamas|The Bahamas;
BT BTN Bhutan; BV BVT Bouvet Island; BW BWA Botswana; BY BLR Belarus; BZ BLZ Belize; CA CAN Canada;
CC CCK Cocos (Keeling) Islands;
CD COD DR Congo|DR Congo (Zaire)|Democratic Republic of Congo|Democratic Republic of the Congo|Congo, The Democratic Republic of the|Zaire;
CF CAF Central African Republic; CG COG Republic of the Congo|Republic of Congo|Congo|Congo-Brazzaville;
CH CHE Switzerland; CI CIV Côte d'Ivoire|Ivory Coast; CK COK Cook Islands; CL CHL Chile; CM CMR Cameroon;
CN CHN China; CO COL Colombia; CR CRI Costa Rica; CU CUB Cuba; CV CPV Cape Verde|Cabo Verde; CW CUW Curaçao;
CX CXR Christmas Island; CY CYP Cyprus; CZ CZE Czechia|Czech Republic; DE DEU Germany; DJ DJI Djibouti;
DK DNK Denmark; DM DMA Dominica; DO DOM Dominican Republic; DZ DZA Algeria; EC ECU Ecuador; EE EST Estonia;
EG EGY Egypt; EH ESH Western Sahara; ER ERI Eritrea; ES ESP Spain; ET ETH Ethiopia; FI FIN Finland;
FJ FJI Fiji; FK FLK Falkland Islands|Falkland Islands (Malvinas);
FM FSM Micronesia|Micronesia, Federated States of; FO FRO Faroe Islands; FR FRA France; GA GAB Gabon;
GB GBR United Kingdom|Great Britain|UK; GD GRD Grenada; GE GEO Georgia; GF GUF French Guiana;
GG GGY Guernsey; GH GHA Ghana; GI GIB Gibraltar; GL GRL Greenland; GM GMB Gambia|The Gambia; GN GIN Guinea;
GP GLP Guadeloupe; GQ GNQ Equatorial Guinea; GR GRC Greece;
GS SGS South Georgia and the South Sandwich Islands; GT GTM Guatemala; GU GUM Guam; GW GNB Guinea-Bissau;
GY GUY Guyana; HK HKG Hong Kong; HM HMD Heard Island and McDonald Islands; HN HND Honduras; HR HRV Croatia;
HT HTI Haiti; HU HUN Hungary; ID IDN Indonesia; IE IRL Ireland; IL ISR Israel; IM IMN Isle of Man;
IN IND India; IO IOT British Indian Ocean Territory; IQ IRQ Iraq; IR IRN Iran|Iran, Islamic Republic of;
IS ISL Iceland; IT ITA Italy; JE JEY Jersey; JM JAM Jamaica; JO JOR Jordan; JP JPN Japan; KE KEN Kenya;
KG KGZ Kyrgyzstan|Kyrgyz Republic; KH KHM Cambodia|Cambodia (Kampuchea); KI KIR Kiribati; KM COM Comoros;
KN KNA Saint Kitts and Nevis; KP PRK North Korea|Democratic People's Republic of Korea|DPRK;
KR KOR South Korea|Republic of Korea; KW KWT Kuwait; KY CYM Cayman Islands; KZ KAZ Kazakhstan;
LA LAO Laos|Lao People's Democratic Republic; LB LBN Lebanon; LC LCA Saint Lucia; LI LIE Liechtenstein;
LK LKA Sri Lanka|Sri Lanka (Ceylon); LR LBR Liberia; LS LSO Lesotho; LT LTU Lithuania; LU LUX Luxembourg;
LV LVA Latvia; LY LBY Libya; MA MAR Morocco; MC MCO Monaco; MD MDA Moldova|Moldova, Republic of;
ME MNE Montenegro; MF MAF Saint Martin; MG MDG Madagascar|Madagascar (Malagasy); MH MHL Marshall Islands;
MK MKD North Macedonia|Macedonia|Macedonia, FYR; ML MLI Mali; MM MMR Myanmar|Myanmar (Burma)|Burma;
MN MNG Mongolia; MO MAC Macao|Macau; MP MNP Northern Mariana Islands; MQ MTQ Martinique; MR MRT Mauritania;
MS MSR Montserrat; MT MLT Malta; MU MUS Mauritius; MV MDV Maldives; MW MWI Malawi; MX MEX Mexico;
MY MYS Malaysia; MZ MOZ Mozambique; NA NAM Namibia; NC NCL New Caledonia; NE NER Niger;
NF NFK Norfolk Island; NG NGA Nigeria; NI NIC Nicaragua; NL NLD Netherlands|The Netherlands; NO NOR Norway;
NP NPL Nepal; NR NRU Nauru; NU NIU Niue; NZ NZL New Zealand; OM OMN Oman; PA PAN Panama; PE PER Peru;
PF PYF French Polynesia; PG PNG Papua New Guinea; PH PHL Philippines; PK PAK Pakistan; PL POL Poland;
PM SPM Saint Pierre and Miquelon; PN PCN Pitcairn; PR PRI Puerto Rico;
PS PSE Palestine|State of Palestine|Palestine, State of|Occupied Palestinian Territory; PT PRT Portugal;
PW PLW Palau; PY PRY Paraguay; QA QAT Qatar; RE REU Réunion; RO ROU Romania|Rumania;
RS SRB Serbia|Serbia (Yugoslavia); RU RUS Russia|Russian Federation|Russia (Soviet Union); RW RWA Rwanda;
SA SAU Saudi Arabia; SB SLB Solomon Islands; SC SYC Seychelles; SD SDN Sudan; SE SWE Sweden;
SG SGP Singapore; SH SHN Saint Helena; SI SVN Slovenia; SJ SJM Svalbard and Jan Mayen; SK SVK Slovakia;
SL SLE Sierra Leone; SM SMR San Marino; SN SEN Senegal; SO SOM Somalia; SR SUR Suriname|Surinam;
SS SSD South Sudan; ST STP São Tomé and Príncipe; SV SLV El Salvador; SX SXM Sint Maarten;
SY SYR Syria|Syrian Arab Republic; SZ SWZ Eswatini|Swaziland|Kingdom of eSwatini (Swaziland);
TC TCA Turks and Caicos Islands; TD TCD Chad; TF ATF French Southern Territories; TG TGO Togo;
TH THA Thailand; TJ TJK Tajikistan; TK TKL Tokelau; TL TLS Timor-Leste|East Timor; TM TKM Turkmenistan;
TN TUN Tunisia; TO TON Tonga; TR TUR Turkey|Türkiye; TT TTO Trinidad and Tobago; TV TUV Tuvalu;
TW TWN Taiwan; TZ TZA Tanzania|Tanzania, United Republic of; UA UKR Ukraine; UG UGA Uganda;
UM UMI United States Minor Outlying Islands; US USA United States|United States of America|USA;
UY URY Uruguay; UZ UZB Uzbekistan; VA VAT Vatican City|Holy See; VC VCT Saint Vincent and the Grenadines;
VE VEN Venezuela|Venezuela, Bolivarian Republic of; VG VGB British Virgin Islands; VI VIR US Virgin Islands;
VN VNM Vietnam|Viet Nam|Vietnam (North Vietnam); VU VUT Vanuatu; WF WLF Wallis and Futuna; WS WSM Samoa;
XK XKX Kosovo; YE YEM Yemen|Yemen (North Yemen); YT MYT Mayotte; ZA ZAF South Africa; ZM ZMB Zambia;
ZW ZWE Zimbabwe|Zimbabwe (Rhodesia)
"""


class Country(Struct, frozen=True):
    """A country: the two letters of ISO 3166-1, which are its id, and its name."""

    id: str
    name: str


@lru_cache(maxsize=1 << 12)
def country_named(name: str) -> Country | None:
    """The country of a name; case, accents and quotes do not matter."""
    return _by_name().get(fold(name.strip()))


def country_coded(code: str) -> Country | None:
    """The country of a code of two or three capital letters."""
    return _by_code().get(code)


@cache
def _by_name() -> dict[str, Country]:
    return {fold(name): country for _, names, country in _read() for name in names}


@cache
def _by_code() -> dict[str, Country]:
    return {code: country for codes, _, country in _read() for code in codes}


@cache
def _read() -> tuple[tuple[tuple[str, str], tuple[str, ...], Country], ...]:
    """For each country its two codes, its names and itself."""
    found = []
    for each in " ".join(_COUNTRIES.split()).split(";"):
        two, three, joined = each.strip().split(" ", 2)
        names = tuple(joined.split("|"))
        found.append(((two, three), names, Country(two, names[0])))
    return tuple(found)
