// The words that tickets.mjs makes its texts of. In braces: h, n, m small numbers, x a hexadecimal one, host, name.
export const japanese = {
  systems: [
    'VPN', 'Outlook', 'Teams', '勤怠システム', '経費精算システム', 'SAP', 'ファイルサーバ', 'プリンタ', '社内ポータル', '生産管理システム', '無線LAN',
    'Active Directory', '在庫管理DB', '会議室予約', '電子カルテ', '倉庫ハンディ端末', '給与システム', 'メールゲートウェイ', 'プロキシ', '監視サーバ',
  ],
  symptoms: [
    'に接続できない', 'の画面が真っ白になる', 'でエラーが表示される', 'の動作が非常に遅い', 'にログインできない', 'から印刷できない', 'のパスワードがロックされた',
    'の共有フォルダが見えない', 'のメールが届かない', 'の更新後に起動しない', 'の権限が不足している', 'の応答がタイムアウトする', 'のライセンスが失効した', 'のデータが同期されない',
  ],
  places: [
    '東京本社3階', '大阪支社', '名古屋工場', '福岡営業所', '札幌データセンター', '横浜倉庫', '仙台支店', '広島工場第2ライン', '在宅勤務環境', '成田物流拠点',
  ],
  sentences: [
    '本日{h}時頃から発生しており、同じ部署の{n}名にも同様の症状が出ています。', '再起動を{n}回試しましたが改善しませんでした。', 'エラーコードは0x{x}です。',
    '端末名は{host}、IPアドレスは10.{n}.{m}.{h}です。', '至急対応をお願いします。月次締め処理に影響が出ています。',
    '昨日のWindows更新プログラム適用後から発生しているようです。', '別の端末では問題なく利用できています。', '有線接続に切り替えると一時的に復旧しますが、数分後に再発します。',
    '担当者の{name}さんには電話で連絡済みです。', '業務が停止しているため、代替手段があれば教えてください。', 'スクリーンショットを添付しましたのでご確認ください。',
    'ログには認証失敗の記録が{n}件残っていました。', '先週も同じ障害があり、その際はサービスの再起動で復旧しました。', '管理者権限での実行も試しましたが結果は同じです。',
    'お客様への出荷に遅れが生じる可能性があります。',
  ],
  comments: [
    '現地で確認しました。{host}のケーブルを交換して様子を見ます。', 'ベンダーに問い合わせ中です。回答は{h}時頃の予定です。', '利用者に連絡し、パスワードを再設定してもらいました。',
    'ログを採取して解析チームに引き渡しました。', '一次対応としてサービスを再起動しました。{n}分間監視します。', '根本原因を調査中です。問題管理票を起票しました。',
    '復旧を確認しました。利用者の了承を得て完了とします。',
  ],
  names: [
    '佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本', '中村', '小林', '加藤', '吉田', '山田',
  ],
};
export const english = {
  systems: [
    'VPN client', 'Outlook', 'Microsoft Teams', 'timesheet portal', 'expense system', 'SAP GUI',
    'file server', 'printer', 'intranet', 'MES terminal', 'office Wi-Fi', 'Active Directory',
    'inventory database', 'room booking', 'badge reader', 'handheld scanner', 'payroll', 'mail gateway',
    'web proxy', 'monitoring server',
  ],
  symptoms: [
    'cannot connect', 'shows a blank screen', 'returns an error on save', 'is extremely slow', 'login fails',
    'will not print', 'password is locked', 'shared folder is missing', 'does not deliver mail',
    'fails to start after update', 'reports missing permission', 'request timeout', 'license expired',
    'does not synchronise data',
  ],
  places: [
    'London office', 'Singapore hub', 'Tokyo HQ', 'remote site', 'Nagoya plant', 'Chicago warehouse',
    'Frankfurt data centre', 'home office', 'Sydney branch', 'Osaka lab',
  ],
  sentences: [
    'The issue started around {h}:00 today and affects {n} other users in the same team. ',
    'I have rebooted {n} times with no improvement. ', 'The error code is 0x{x}. ',
    'Host name is {host}, address 10.{n}.{m}.{h}. ',
    'Please treat as urgent because month end closing is blocked. ',
    'It appears to have begun after the latest Windows update was applied. ',
    'It works fine from a different workstation. ',
    'Switching to a wired connection helps for a few minutes and then it fails again. ',
    '{name} from the service desk has already been informed by phone. ',
    'Is there a workaround we can use in the meantime? ', 'A screenshot is attached for reference. ',
    'The log shows {n} authentication failures. ',
    'We saw the same outage last week and a service restart fixed it. ',
    'Disk usage on the server is at {m} percent. ', 'Customer shipments may be delayed. ',
  ],
  comments: [
    'Checked on site, replaced the cable for {host} and will monitor. ',
    'Waiting for the vendor, reply expected by {h}:00. ',
    'Contacted the user and completed a password reset. ',
    'Collected logs and handed over to the analysis team. ',
    'Restarted the service as first response, monitoring for {n} minutes. ',
    'Root cause is under investigation, problem record opened. ',
    'Service restored and confirmed with the user, closing. ',
  ],
  names: [
    'Alice', 'Bob', 'Carol', 'Dave', 'Erin', 'Frank', 'Grace', 'Heidi', 'Ivan', 'Judy', 'Mallory', 'Peggy',
  ],
};
