// GET /install-ca: how to make a device trust this server's own certificate authority, in Japanese
// and English on one page, since the device is not known yet. 404 when `genba tls init` never ran.
#include "sync-server/http/certificates.h"
#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

constexpr const char* kBeginning = R"html(<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Genba – 証明書 / Certificate</title>
<link rel="stylesheet" href="/install-ca/style.css">
</head>
<body>
<main>
<h1>この端末で Genba を安全に使う<span lang="en">Trust this Genba server</span></h1>
<p>カメラとオフライン保存は、信頼できる https 接続でのみ使えます。認証局の証明書を 1 回だけ端末に登録してください。</p>
<p lang="en">A browser allows the camera and offline storage only over trusted https. Install the certificate of this
server's own authority once on each device.</p>
<p class="files">
<a class="button" href="/install-ca/ca.crt" download>ca.crt<small>Android · Windows · macOS · Linux</small></a>
<a class="button" href="/install-ca/genba.mobileconfig">genba.mobileconfig<small>iPhone · iPad</small></a>
</p>
<h2>確認 <span lang="en">Check first</span></h2>
<p>登録する前に、管理者から受け取った SHA-256 の値と一致することを確認してください。</p>
<p lang="en">Before you trust it, compare this SHA-256 with the one that your administrator gave you.</p>
<p><code>)html";

constexpr const char* kEnd = R"html(</code></p>
<h2>iPhone · iPad</h2>
<ol>
<li>genba.mobileconfig を開き、ダウンロードを許可します。<span lang="en">Open genba.mobileconfig and allow the download.</span></li>
<li>「設定」→「プロファイルがダウンロードされました」→「インストール」<span lang="en">Settings → Profile Downloaded → Install</span></li>
<li>「設定」→「一般」→「情報」→「証明書信頼設定」で Genba をオンにします。<span lang="en">Settings → General → About → Certificate Trust Settings: switch Genba on.</span></li>
</ol>
<h2>Android</h2>
<ol>
<li>ca.crt を保存します。<span lang="en">Save ca.crt.</span></li>
<li>「設定」→「セキュリティ」→「暗号化と認証情報」→「証明書のインストール」→「CA 証明書」<span lang="en">Settings → Security → Encryption &amp; credentials → Install a certificate → CA certificate</span></li>
</ol>
<h2>Windows</h2>
<ol>
<li>ca.crt を開き「証明書のインストール」を選びます。<span lang="en">Open ca.crt and choose Install Certificate.</span></li>
<li>「信頼されたルート証明機関」に配置します。<span lang="en">Place it in Trusted Root Certification Authorities.</span></li>
</ol>
<h2>macOS</h2>
<ol>
<li>ca.crt をキーチェーンアクセスの「システム」に追加し、「常に信頼」にします。<span lang="en">Add ca.crt to the System keychain in Keychain Access and set it to Always Trust.</span></li>
</ol>
<h2>Linux</h2>
<ol>
<li><code>sudo cp ca.crt /usr/local/share/ca-certificates/genba.crt &amp;&amp; sudo update-ca-certificates</code></li>
<li>Chrome、Firefox は、設定の「証明書」→「認証局」からも読み込みます。<span lang="en">In Chrome and Firefox import it under Settings → Certificates → Authorities as well.</span></li>
</ol>
<p><a href="/">Genba を開く<span lang="en">Open Genba</span></a></p>
</main>
</body>
</html>
)html";

http::Response page(Call& call) {
  const std::string& data_dir = call.services.options.data_dir;
  Result<http::CertificateFacts> ca =
      http::read_certificate(http::certificate_files(data_dir).ca_cert);
  if (!ca) return error_response(404, "not_found", "this server has no authority of its own");
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = kBeginning + ca->fingerprint + kEnd;
  return response;
}

}  // namespace

Route install_ca_page_route() {
  return {.path = "/install-ca", .access = Access::kPublic, .work = page, .is_plain_http = true};
}

}  // namespace genba::routes
