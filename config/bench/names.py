"""Invented people for a caseload: names in the scripts of the region with a Latin spelling, and short accounts.

Names are put together from common name parts at random; nobody is meant. Each part is "own script=Latin".
"""

# language: (between the parts in the own script, slots of parts)
PARTS = {
    "mya": (
        "",
        "မောင်=Maung စု=Su အောင်=Aung ခင်=Khin နန်း=Nan ဇော်=Zaw သီတာ=Thida မြင့်=Myint",
        "လှိုင်=Hlaing မြတ်=Myat ဝင်း=Win စန်း=San နွယ်=Nwe ကျော်=Kyaw မိုး=Moe သန်း=Than",
        "ဦး=Oo ထွန်း=Tun နိုင်=Naing ဖြူ=Phyu ထက်=Htet လင်း=Lin အေး=Aye စိုး=Soe",
    ),
    "tha": (
        " ",
        "สมชาย=Somchai วิภา=Wipha อรุณ=Arun นภา=Napha ธนา=Thana มาลี=Malee กิตติ=Kitti ปรีชา=Preecha",
        "ทองดี=Thongdee ศรีสุข=Srisuk แสงจันทร์=Saengchan บุญมา=Boonma วงศ์ไทย=Wongthai ใจงาม=Jaingam",
    ),
    "khm": (
        " ",
        "សុខ=Sok ចាន់=Chan ហេង=Heng លី=Ly កែវ=Keo នួន=Nuon មាស=Meas ប៊ុន=Bun",
        "សុភា=Sophea វណ្ណា=Vanna ដារ៉ា=Dara ស្រីមុំ=Sreymom ពិសិដ្ឋ=Piseth ច័ន្ទ=Chanthou រតនា=Rathana",
    ),
    "lao": (
        " ",
        "ສົມພອນ=Somphone ບຸນມີ=Bounmy ຄຳ=Kham ນາງວັນ=Vanh ແສງ=Seng ພອນ=Phone ແກ້ວ=Keo",
        "ວົງສາ=Vongsa ພົມມາ=Phomma ໄຊຍະ=Xaiya ສີສຸກ=Sisouk ຈັນທະ=Chantha",
    ),
    "vie": (
        " ",
        "Nguyễn=Nguyen Trần=Tran Lê=Le Phạm=Pham Huỳnh=Huynh Vũ=Vu Đặng=Dang Bùi=Bui Đỗ=Do",
        "Thị=Thi Văn=Van Thu=Thu Minh=Minh Đức=Duc Ngọc=Ngoc Quang=Quang",
        "Trang=Trang Hương=Huong Tuấn=Tuan Bảo=Bao Thủy=Thuy Hùng=Hung Linh=Linh Nhung=Nhung",
    ),
    "zho": (
        "",
        "王=Wang 李=Li 张=Zhang 刘=Liu 陈=Chen 杨=Yang 黄=Huang 赵=Zhao",
        "晓=Xiao 丽=Li 建=Jian 志=Zhi 春=Chun 海=Hai 文=Wen",
        "明=Ming 梅=Mei 华=Hua 强=Qiang 燕=Yan 平=Ping 芳=Fang",
    ),
    "ind": (
        " ",
        "Dewi=Dewi Budi=Budi Siti=Siti Agus=Agus Rina=Rina Joko=Joko Wahyu=Wahyu",
        "Lestari=Lestari Santoso=Santoso Wijaya=Wijaya Hidayat=Hidayat Puspita=Puspita Saputra=Saputra",
    ),
    "tgl": (
        " ",
        "Maricel=Maricel Jun=Jun Rosario=Rosario Nonoy=Nonoy Lourdes=Lourdes Arnel=Arnel",
        "Dalisay=Dalisay Magsino=Magsino Batungbakal=Batungbakal Salonga=Salonga Macaraeg=Macaraeg",
    ),
    "hin": (
        " ",
        "अनिल=Anil सुनीता=Sunita रवि=Ravi कविता=Kavita मोहन=Mohan पूजा=Pooja",
        "कुमार=Kumar देवी=Devi यादव=Yadav शर्मा=Sharma सिंह=Singh",
    ),
    "ben": (
        " ",
        "রহিম=Rahim নাসরিন=Nasrin করিম=Karim সালমা=Salma জাহিদ=Zahid",
        "উদ্দিন=Uddin বেগম=Begum হোসেন=Hossain আক্তার=Akter",
    ),
    "swa": (
        " ",
        "Wanjiru=Wanjiru Otieno=Otieno Achieng=Achieng Kamau=Kamau Nakato=Nakato",
        "Mwangi=Mwangi Odhiambo=Odhiambo Njoroge=Njoroge Mutiso=Mutiso",
    ),
}
COUNTRY = {"mya": "MM", "tha": "TH", "khm": "KH", "lao": "LA", "vie": "VN", "zho": "CN", "ind": "ID", "tgl": "PH",
           "hin": "IN", "ben": "BD", "swa": "KE"}  # fmt: skip
COMMON = (30, 8, 8, 6, 16, 12, 8, 6, 3, 2, 1)

ACCOUNT = (
    "A message offered work in {work} and a ticket. The passport was taken on the second day.",
    "They crossed the river at night with {number} others and did not know that it was a border.",
    "Each day began before eight and ended after midnight; a target was written on the wall.",
    "Whoever missed the target paid a fine, which was added to a debt for food and a bed.",
    "Two people who asked to leave were locked in another room for {number} days.",
    "A guard told them that the family would have to pay before anybody could go home.",
    "They chatted with strangers in other countries from scripts, with {number} telephones on the desk.",
    "The telephone was looked through every evening and calls home were listened to.",
    "They left in a lorry in the morning after the gate had been opened for a delivery.",
    "They have slept badly since and would like to speak with somebody in their own language.",
)
WORK = ("a restaurant", "customer service", "translation", "an online shop", "a hotel", "data entry")
JOBS = ("cook", "driver", "student", "seamstress", "farmer", "shop assistant", "teacher", "mechanic")
TOWNS = ("the north", "the delta", "the coast", "the hills", "the old town", "the river district")
SAFE = ("Message after six in the evening.", "Ring twice, then wait for a call back.", "Only through the shelter.")
UNSAFE = ("Never ring the home number.", "Do not say where the call is from.", "The first telephone is watched.")


def slots(language):
    """Lists of (own script, Latin) parts, one list for each place in a name."""
    _between, *texts = PARTS[language]
    return [[tuple(part.split("=")) for part in text.split()] for text in texts]


SLOTS = {language: slots(language) for language in PARTS}


def new_name(dice, language):
    """(name in the own script, name in Latin letters); `dice` is a random.Random."""
    picked = [dice.choice(parts) for parts in SLOTS[language]]
    between = PARTS[language][0]
    return between.join(own for own, _latin in picked), " ".join(latin for _own, latin in picked)


def new_language(dice):
    """A language of the region, the frequent ones more often."""
    return dice.choices(list(PARTS), COMMON)[0]


def new_account(dice):
    """What somebody told: about 700 characters."""
    sentences = dice.sample(ACCOUNT, 8)
    return " ".join(sentence.format(work=dice.choice(WORK), number=dice.randint(3, 40)) for sentence in sentences)
