/** Characters that stand in names of people, places and departments again and again. */

/** Of China, simplified: family names, given names, places, what departments and jobs are called. */
const simplified = `王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文
  伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂兰国建华红玉梅春生志海波飞宇浩然子轩雨涵欣怡佳琪思梦婷雪慧莹玲燕云凤琴鹏斌辉健峰光荣庆永福德义仁成新东西南北中小大天心安宁山川水木火土正立学诗晨阳俊凯博翔睿泽嘉一二三
  部门技术销售市场人事财务行政管理研发开发生产采购客服运营产品设计质量法务信息工程办公室经理总监主任助理工程师会计员姓名电话手机号码邮箱地址城市职位公司上海京广州深圳杭州成都武汉西安重庆天津苏州南京省市区路号`;

/** Of Taiwan and Hong Kong, where they differ. */
const traditional = `陳張黃吳劉楊許鄭謝郭賴蘇葉呂蔣蕭簡鍾連馮鄧譚龍韓趙孫馬盧羅範湯溫關顏莊錢嚴應邱曾林李王蔡洪徐周朱江何游彭潘余施沈胡高柯石白杜方魏侯
  偉麗靜強國華雅婷怡君淑芬美惠志明俊傑建宏家豪雅雯佳穎宗翰心怡詩涵宜蓁冠宇承恩子晴欣妤彥廷信玲芳秀英玉鳳珠雲蘭萍慧貞娟春梅文德榮輝龍勝福義仁成光正大小中東西南北
  部門技術業務銷售市場人事財務行政管理研發開發生產採購客服營運產品設計品質法務資訊工程辦公室經理總監主任助理師會計員姓名電話手機號碼郵箱地址城市職位公司台臺北高雄中新竹香港九龍省市區路號處組長`;

/** Of Japan. */
const japanese = `佐藤鈴木高橋田中伊渡辺山本村小林加吉山佐々口松井斎清水森池橋石川前岡長谷近坂遠青西福太三浦藤原竹内金中原和上野丸横宮島平安部大河崎後今酒久保新千菊桜杉古工市柴野原岩柳荒増土屋関
  太郎次三花子美恵子由健一翔大輔誠直樹裕智也拓哉陽菜結衣葵蓮悠真理奈香織愛優彩恵洋幸雄弘隆博明正和夫義男正実茂勇進学修剛徹浩久仁秀信彦敏光春夏秋冬
  部署営業技術総務人事経理開発製造企画管理法務広報情報課長係主任社員役職氏名電話番号携帯住所東京都大阪京府県市区町名古屋横浜神奈川札幌福岡埼玉千葉兵庫北海道支店本社工場`;

/** Syllables of Korean names, places and departments. */
const korean = `김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용
  영수준서연예호재훈빈철경희숙자미혜란순애화동상태건승규환종일개발팀부사업총무획관리구울산대광전기대표이과장차대리실센터본점지역번전화휴폰메일주름직급책담당그라바나다가세보라린율아윤채나린`;

const setOf = (characters: string) => new Set(characters.replace(/\s/g, ''));

export const frequent = {
  simplified: setOf(simplified),
  traditional: setOf(traditional),
  japanese: setOf(japanese),
  korean: setOf(korean),
};

export type FrequentSet = keyof typeof frequent;
