#include "sync-server/demo/demo_assets.h"

#include <string>

namespace genba::demo {
namespace {

struct DemoAsset {
  const char* code;
  const char* name;
  const char* type;
  const char* serial;
  const char* notes;
};

constexpr DemoAsset kAssets[] = {
    {"core-sw1", "基幹スイッチ", "ネットワーク機器", "SW48-20771", "サーバー室のラック2、最上段。"},
    {"vpn1", "VPN装置", "ネットワーク機器", "VG2-00415", "保守窓口: 平日9時から18時。"},
    {"mail01", "メールサーバー", "サーバー", "R640-88213", ""},
    {"file01", "ファイルサーバー", "サーバー", "R640-88214", "毎日2時にバックアップ。"},
    {"mfp-3f", "3階の複合機", "複合機", "C5535-71002", ""},
    {"nb-0147", "貸出用ノートPC", "ノートPC", "NB14-0147", ""},
};

Value text(const char* content) { return Value::of(std::string(content)); }

}  // namespace

std::vector<Gesture> asset_gestures(const Actor& manager, std::int64_t at_ms) {
  std::vector<Gesture> gestures;
  for (const DemoAsset& asset : kAssets) {
    CreateEntity command{derive_id("demo.asset", asset.code), Kind::kAsset, {}};
    command.fields = {{field::kAssetName, text(asset.name)},
                      {field::kAssetCode, text(asset.code)},
                      {field::kAssetAssetType, text(asset.type)},
                      {field::kAssetSerial, text(asset.serial)}};
    if (*asset.notes != '\0') command.fields.push_back({field::kAssetNotes, text(asset.notes)});
    gestures.push_back({at_ms, manager, command});
  }
  return gestures;
}

}  // namespace genba::demo
