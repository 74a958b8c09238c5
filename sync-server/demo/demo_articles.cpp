#include "sync-server/demo/demo_articles.h"

namespace genba::demo {
namespace {

constexpr ArticleState kDraft = ArticleState::kDraft;
constexpr ArticleState kPublished = ArticleState::kPublished;
constexpr ArticleState kRetired = ArticleState::kRetired;

constexpr DemoArticle kArticles[] = {
    {kPublished, "account", "パスワードを忘れたときの再設定", "Resetting a forgotten password",
     "サインイン, ログイン, ロック, password",
     "サインインできないときは、ご自身で再設定できます。電話での問い合わせは不要です。\n\n"
     "## 手順\n"
     "1. サインイン画面の「パスワードを忘れた」を押します。\n"
     "2. 登録済みの携帯電話に届いた6桁の番号を入力します。\n"
     "3. 新しいパスワードを2回入力します。12文字以上で、前の5回と違うものにしてください。\n"
     "4. 5分ほど待ってから、新しいパスワードでサインインします。\n\n"
     "## うまくいかないとき\n"
     "- 番号が届かない: 機内モードを確認し、10分待ってからもう一度お試しください。\n"
     "- 携帯電話を替えた: 「多要素認証の端末を機種変更したとき」をご覧ください。\n"
     "- 3回間違えた: 30分でロックが外れます。お急ぎの場合はサービスデスクへご連絡ください。",
     "You can reset your password yourself; there is no need to call.\n\n"
     "## Steps\n"
     "1. Choose “Forgot password” on the sign-in page.\n"
     "2. Enter the six digits that arrive on your registered phone.\n"
     "3. Enter a new password twice: at least 12 characters, unlike your last five.\n"
     "4. Wait five minutes, then sign in.\n\n"
     "## If it does not work\n"
     "- No code arrives: turn off flight mode, wait ten minutes and try again.\n"
     "- Locked after three tries: the lock opens after 30 minutes."},
    {kPublished, "network", "在宅勤務でVPNが切れる・つながらない",
     "VPN drops or does not connect at home", "VPN, リモートワーク, テレワーク, 切断",
     "## まず確認すること\n"
     "- ほかのサイトは見られますか。見られなければ、ご自宅の回線かルーターの問題です。\n"
     "- VPNの画面に「証明書の期限切れ」と出ていませんか。出ていれば手順2へ進みます。\n\n"
     "## 手順\n"
     "1. VPNを切断し、PCを再起動してからつなぎ直します。\n"
     "2. 「証明書の更新」を押し、社員番号で認証します。\n"
     "3. 30分ごとに切れる場合は「設定の再配布」を押します。古いアイドル時間の設定が直ります。\n\n"
     "それでも切れる場合は、切れた時刻とルーターの型番を添えて報告してください。",
     "## Check first\n"
     "- Do other sites open? If not, the line or the router at home is at fault.\n"
     "- Does the VPN say “certificate expired”? Then go to step 2.\n\n"
     "## Steps\n"
     "1. Disconnect, restart the computer and connect again.\n"
     "2. Choose “Renew certificate” and confirm with your employee number.\n"
     "3. If it drops every 30 minutes, choose “Fetch settings”: an old idle limit is replaced.\n\n"
     "If it still drops, report it with the time and the model of your router."},
    {kPublished, "account", "多要素認証の端末を機種変更したとき",
     "When you change the phone used for two-factor sign-in", "MFA, 認証アプリ, スマートフォン",
     "新しい端末に替える前に、古い端末が手元にあるうちに移行してください。\n\n"
     "## 古い端末がある場合\n"
     "1. 社内ポータルの「セキュリティ情報」を開きます。\n"
     "2. 「端末を追加」で新しい端末を登録します。\n"
     "3. 新しい端末でサインインできたら、古い端末を削除します。\n\n"
     "## 古い端末がない場合\n"
     "予備コードでサインインし、同じ手順で登録します。予備コードもない場合は、本人確認のうえ"
     "窓口で再登録します。社員証をお持ちください。",
     "Move to the new phone while you still have the old one.\n\n"
     "1. Open “Security information” in the portal.\n"
     "2. Add the new phone, and sign in with it once.\n"
     "3. Remove the old one.\n\n"
     "Without the old phone, use a backup code, or bring your ID card to the service desk."},
    {kPublished, "hardware", "複合機の紙詰まりを直す", "Clearing a paper jam",
     "プリンター, コピー機, 印刷, J-021",
     "画面に表示された番号の場所だけを開けます。無理に引くと紙片が残ります。\n\n"
     "1. 画面の案内に従い、表示されたカバーを開けます。\n"
     "2. 紙の両端を持ち、送り方向にまっすぐ引き抜きます。\n"
     "3. 紙片が残っていないか確認し、カバーを閉じます。\n"
     "4. トレイの用紙をさばいて入れ直します。湿った紙は使わないでください。\n\n"
     "## エラーJ-021が繰り返し出る\n"
     "給紙ローラーの摩耗です。部品の交換が必要なので、複合機の管理番号を添えて報告してください。"
     "それまでは別の階の複合機をお使いください。",
     "Open only the covers that the display shows, and pull the paper straight in the direction in "
     "which it runs.\n\nIf error J-021 keeps coming back, the feed roller is worn: report it with "
     "the number on the machine, and use the one on another floor meanwhile."},
    {kPublished, "security", "不審なメールや添付ファイルを開いてしまったら",
     "If you opened a suspicious mail or attachment", "フィッシング, ウイルス, 迷惑メール",
     "叱られることはありません。早い報告が会社を守ります。\n\n"
     "## すぐにすること\n"
     "1. LANケーブルを抜き、Wi-Fiを切ります。\n"
     "2. 電源は切らないでください。調べる手がかりが消えます。\n"
     "3. 電話でサービスデスクに知らせます。メールは使わないでください。\n\n"
     "## してはいけないこと\n"
     "- 自分で駆除する、ファイルを消す\n"
     "- そのメールを転送する\n"
     "- 同じパスワードを使い続ける",
     "Nobody will blame you; an early report protects the company.\n\n"
     "1. Unplug the network cable and turn Wi-Fi off.\n"
     "2. Leave the power on, or traces are lost.\n"
     "3. Call the service desk. Do not use mail.\n\n"
     "Do not delete files, forward the mail, or go on using the same password."},
    {kPublished, "mail", "届くはずのメールが届かないとき", "When an expected mail does not arrive",
     "迷惑メール, 隔離, 許可リスト",
     "1. 「迷惑メール」と「隔離」のフォルダーを確認します。\n"
     "2. 隔離にあれば「解放」を押します。差出人は次から届くようになります。\n"
     "3. どこにもなければ、送信日時・差出人・件名を添えて報告してください。受信記録を調べます。\n\n"
     "送信者に「エラーが返っていないか」を聞いておくと、調査が早く終わります。",
     ""},
    {kPublished, "software", "請求書や帳票のPDFが文字化けする", "Garbled characters in PDF forms",
     "外字, フォント, 髙, 﨑, 旧字体",
     "「髙」「﨑」などが「?」や「□」になるのは、帳票サーバーに書体がないためです。\n\n"
     "## その場でできること\n"
     "- 販売管理の「帳票出力」で書体を「IPAmj明朝」に変えて出力し直します。\n"
     "- 急ぎの分は「手作業出力」から印刷できます。\n\n"
     "## 直らないとき\n"
     "取引先コードと、化けた文字を添えて報告してください。書体を追加します。",
     ""},
    {kPublished, "hardware", "会議室のプロジェクターが映らない",
     "The projector in a meeting room shows nothing", "HDMI, 信号がありません, モニター, 画面共有",
     "1. 机の上の入力切り替えを「HDMI 1」にします。\n"
     "2. ノートPCで Windowsキー + P を押し、「複製」を選びます。\n"
     "3. ケーブルを両端とも差し直します。\n"
     "4. 別のケーブルが天板の下にあります。\n\n"
     "来客まで15分を切っているときは、内線 1234 へお電話ください。予備の機器をお持ちします。",
     "1. Set the switch on the table to “HDMI 1”.\n"
     "2. Press Windows + P and choose “Duplicate”.\n"
     "3. Plug the cable in again at both ends; a spare one is under the table."},
    {kPublished, "account", "異動したときの共有フォルダーの権限", "Shared folders after a transfer",
     "アクセス権, 人事異動, 引き継ぎ",
     "異動日の翌朝に、新しい所属の権限が自動で付きます。旧所属の権限は30日後に外れます。\n\n"
     "## 翌朝になっても開けないとき\n"
     "- 一度サインアウトしてから、もう一度サインインします。\n"
     "- 兼務の場合は、所属長の承認を添えて「サービス要求」で申請してください。",
     ""},
    {kPublished, "how_to", "年末調整の申告で扶養家族を追加する", "", "扶養控除, 申告, 人事",
     "1. 申告画面の「家族の情報」を開き、「家族を追加」を押します。\n"
     "2. 氏名は戸籍のとおりに入力します。旧字体も使えます。\n"
     "3. マイナンバーを入力し、続柄と同居・別居を選びます。\n"
     "4. 「次へ」で控除額が表示されれば完了です。\n\n"
     "提出の期限は11月末です。期限の後は人事部へ直接お知らせください。",
     ""},
    {kPublished, "request", "新入社員のPCを用意する", "Computers for new employees",
     "入社, 貸与, キッティング, onboarding",
     "入社日の10営業日前までに、サービス要求で申請してください。\n\n"
     "## 申請に書くこと\n"
     "- 氏名、入社日、配属先、勤務地\n"
     "- 必要なソフトウェア（販売管理、CADなど）\n"
     "- 受け取る方のお名前\n\n"
     "期限を過ぎた場合は、代替機での貸し出しになります。",
     "Ask at least ten working days ahead, with name, first day, department, place of work and the "
     "software that is needed. Later requests get a loan computer."},
    {kPublished, "network", "Video calls freeze or drop", "", "Teams, Zoom, meeting, Wi-Fi",
     "Calls that freeze after some minutes are nearly always a matter of Wi-Fi, not of the "
     "program.\n\n"
     "## Try this\n"
     "- Use the cable in the meeting room, if there is one.\n"
     "- Turn your own video off; sound needs a tenth of the bandwidth.\n"
     "- Close other programs that use the camera.\n\n"
     "## Report it with\n"
     "The room, the time, and how many people were in the same place. We then look at the access "
     "point of that room.",
     ""},
    {kDraft, "software", "マクロの「実行時エラー1004」を直す", "", "Excel, VBA, 参照設定",
     "## 症状\n更新後に集計マクロを実行すると「実行時エラー1004」になる。\n\n"
     "## 対処方法\n参照設定で「参照不可」のものを外し、保存し直す。",
     ""},
    {kRetired, "mail", "旧メールシステムの署名の設定", "", "", "2026年3月に終了しました。", ""},
};

constexpr DemoProblem kProblems[] = {
    {"network", "無線LANのアクセスポイントが月に数回止まる",
     "本社3階と4階で、PoE給電のスイッチが負荷の高い時間に給電を止める。メーカーに確認中。",
     "スイッチの管理画面で該当ポートの給電を切って入れ直す。復旧まで約2分。有線は影響を受けない。"},
    {"software", "販売管理の帳票で外字が「?」になる",
     "帳票サーバーの書体に外字が含まれない。次の定期更新で書体を入れ替える予定。",
     "「帳票出力」で書体を「IPAmj明朝」に変えて出力する。"},
};

}  // namespace

std::span<const DemoArticle> articles() { return kArticles; }
std::span<const DemoProblem> problems() { return kProblems; }

}  // namespace genba::demo
