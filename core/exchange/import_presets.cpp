// Sources: Redmine 5 and its locales, Backlog's CSV export, ServiceNow's incident list.
#include "core/exchange/import_presets.h"

namespace genba {
namespace {

constexpr const char* kRedmine = R"json({
  "source": "redmine",
  "columns": {
    "#": "key",
    "プロジェクト": "service", "Project": "service",
    "トラッカー": "type", "Tracker": "type",
    "ステータス": "state", "Status": "state",
    "優先度": "priority", "Priority": "priority",
    "題名": "title", "Subject": "title",
    "説明": "description", "Description": "description",
    "作成者": ["author", "requester"], "Author": ["author", "requester"],
    "担当者": "assigned_to", "Assignee": "assigned_to",
    "カテゴリ": "category", "Category": "category",
    "開始日": "planned_start", "Start date": "planned_start",
    "期日": "planned_end", "Due date": "planned_end",
    "作成日": "opened_at", "Created": "opened_at",
    "更新日": "updated_at", "Updated": "updated_at",
    "終了日": ["closed_at", "resolved_at"], "Closed": ["closed_at", "resolved_at"],
    "最終更新者": "updated_by", "Last updated by": "updated_by",
    "最新の注記": "comment", "最新のコメント": "comment", "Last notes": "comment"
  },
  "values": {
    "type": {"バグ": "incident", "Bug": "incident", "機能": "request", "Feature": "request",
             "サポート": "request", "Support": "request", "*": "incident"},
    "state": {"新規": "new", "進行中": "in_progress", "解決": "resolved",
              "フィードバック": {"state": "pending", "pending_reason": "awaiting_requester"},
              "終了": "closed", "却下": "cancelled",
              "New": "new", "In Progress": "in_progress", "Resolved": "resolved",
              "Feedback": {"state": "pending", "pending_reason": "awaiting_requester"},
              "Closed": "closed", "Rejected": "cancelled"},
    "priority": {"今すぐ": "P1", "急いで": "P2", "高め": "P2", "通常": "P3", "低め": "P4",
                 "Immediate": "P1", "Urgent": "P2", "High": "P2", "Normal": "P3", "Low": "P4"}
  },
  "dates": ["YYYY/MM/DD hh:mm", "YYYY/MM/DD", "YYYY-MM-DD hh:mm", "YYYY-MM-DD",
            "MM/DD/YYYY hh:mm AM", "MM/DD/YYYY hh:mm", "MM/DD/YYYY"]
})json";

constexpr const char* kBacklog = R"json({
  "source": "backlog",
  "columns": {
    "キー": "key", "Key": "key",
    "プロジェクト名": "service", "Project Name": "service",
    "種別": "type", "Issue Type": "type",
    "カテゴリー名": "category", "Category Name": "category",
    "件名": "title", "Subject": "title",
    "詳細": "description", "Description": "description",
    "状態": "state", "Status": "state",
    "優先度": "priority", "Priority": "priority",
    "完了理由": "resolution", "Resolution": "resolution",
    "担当者": "assigned_to", "Assignee": "assigned_to",
    "登録者": ["author", "requester"], "Created by": ["author", "requester"],
    "登録日": "opened_at", "Created Date": "opened_at",
    "開始日": "planned_start", "Start Date": "planned_start",
    "期限日": "planned_end", "Due date": "planned_end",
    "更新者": "updated_by", "Updated by": "updated_by",
    "更新日": "updated_at", "Updated": "updated_at",
    "完了日": ["closed_at", "resolved_at"],
    "コメント#": "comment", "Comment#": "comment"
  },
  "values": {
    "type": {"バグ": "incident", "タスク": "task", "要望": "request",
             "Bug": "incident", "Task": "task", "Request": "request", "*": "incident"},
    "state": {"未対応": "new", "処理中": "in_progress", "処理済み": "resolved", "完了": "closed",
              "Open": "new", "In Progress": "in_progress", "Resolved": "resolved",
              "Closed": "closed"},
    "priority": {"高": "P2", "中": "P3", "低": "P4", "High": "P2", "Normal": "P3", "Low": "P4"}
  },
  "dates": ["YYYY/MM/DD hh:mm:ss", "YYYY/MM/DD hh:mm", "YYYY/MM/DD", "YYYY-MM-DD hh:mm:ss",
            "YYYY-MM-DD hh:mm", "YYYY-MM-DD"]
})json";

constexpr const char* kServiceNow = R"json({
  "source": "servicenow",
  "columns": {
    "number": "key", "番号": "key",
    "short_description": "title", "簡単な説明": "title",
    "description": "description", "説明": "description",
    "state": "state", "incident_state": "state", "状態": "state", "ステータス": "state",
    "impact": "impact", "影響度": "impact",
    "urgency": "urgency", "緊急度": "urgency",
    "priority": "priority", "優先度": "priority",
    "category": "category", "カテゴリ": "category",
    "subcategory": "subcategory", "サブカテゴリ": "subcategory",
    "business_service": "service", "Service": "service", "サービス": "service",
    "assignment_group": "assignment_group", "アサイン先グループ": "assignment_group",
    "assigned_to": "assigned_to", "アサイン先": "assigned_to",
    "caller_id": "requester", "Caller": "requester", "発信者": "requester",
    "opened_by": "author", "起票者": "author",
    "sys_updated_by": "updated_by", "Updated by": "updated_by", "更新者": "updated_by",
    "opened_at": "opened_at", "Opened": "opened_at", "オープン日時": "opened_at",
    "sys_updated_on": "updated_at", "Updated": "updated_at", "更新日時": "updated_at",
    "resolved_at": "resolved_at", "Resolved": "resolved_at", "解決日時": "resolved_at",
    "closed_at": "closed_at", "Closed": "closed_at", "クローズ日時": "closed_at",
    "close_code": "cause_code", "Resolution code": "cause_code", "解決コード": "cause_code",
    "close_notes": "resolution", "Resolution notes": "resolution", "解決メモ": "resolution",
    "contact_type": "channel", "Channel": "channel", "チャネル": "channel",
    "location": "site", "場所": "site",
    "cmdb_ci": "configuration_item", "Configuration item": "configuration_item",
    "構成アイテム": "configuration_item",
    "comments": "comment", "Additional comments": "comment",
    "work_notes": "note", "comments_and_work_notes": "note"
  },
  "values": {
    "state": {"New": "new", "In Progress": "in_progress", "Active": "in_progress",
              "On Hold": {"state": "pending", "pending_reason": "awaiting_requester"},
              "Awaiting User Info": {"state": "pending", "pending_reason": "awaiting_requester"},
              "Awaiting Vendor": {"state": "pending", "pending_reason": "awaiting_vendor"},
              "Awaiting Problem": {"state": "pending", "pending_reason": "awaiting_problem"},
              "Resolved": "resolved", "Closed": "closed", "Canceled": "cancelled",
              "新規": "new", "進行中": "in_progress", "解決済み": "resolved", "クローズ": "closed",
              "保留中": {"state": "pending", "pending_reason": "awaiting_requester"},
              "キャンセル": "cancelled"},
    "impact": {"1 - High": "high", "2 - Medium": "medium", "3 - Low": "low"},
    "urgency": {"1 - High": "high", "2 - Medium": "medium", "3 - Low": "low"},
    "priority": {"1 - Critical": "P1", "2 - High": "P2", "3 - Moderate": "P3", "4 - Low": "P4",
                 "5 - Planning": "P4"},
    "channel": {"Phone": "phone", "Email": "mail", "Self-service": "portal", "Chat": "chat",
                "Walk-in": "walk_in", "Virtual Agent": "chat", "*": ""}
  },
  "dates": ["YYYY-MM-DD hh:mm:ss", "YYYY-MM-DD hh:mm", "DD-MM-YYYY hh:mm:ss", "DD-MM-YYYY hh:mm",
            "YYYY/MM/DD hh:mm:ss"]
})json";

constexpr const char* kAutomatic = R"json({
  "source": "table",
  "columns": {
    "キー": "key", "管理番号": "key", "受付番号": "key", "チケット番号": "key", "番号": "key",
    "No": "key", "No.": "key", "#": "key", "Key": "key", "Number": "key", "Ticket": "key",
    "タイトル": "title", "題名": "title", "表題": "title", "概要": "title", "要件": "title",
    "Subject": "title", "Summary": "title",
    "詳細": "description", "説明": "description", "問い合わせ内容": "description",
    "お問い合わせ内容": "description", "障害内容": "description", "Details": "description",
    "ステータス": "state", "対応状況": "state", "進捗": "state", "Status": "state",
    "重要度": "priority", "担当": "assigned_to", "対応者": "assigned_to", "Owner": "assigned_to",
    "Assigned to": "assigned_to", "担当グループ": "assignment_group", "担当部署": "assignment_group",
    "Group": "assignment_group", "Team": "assignment_group",
    "報告者": "requester", "依頼者": "requester", "申告者": "requester", "起票者": "requester",
    "問い合わせ者": "requester", "連絡者": "requester", "Reporter": "requester", "Caller": "requester",
    "登録者": "author", "作成者": "author", "Created by": "author", "Author": "author",
    "更新者": "updated_by", "Updated by": "updated_by",
    "カテゴリ": "category", "分類": "category", "システム": "service", "システム名": "service",
    "場所": "site", "部署": "site", "店舗": "site", "事業所": "site", "Location": "site",
    "起票日": "opened_at", "登録日": "opened_at", "作成日": "opened_at", "作成日時": "opened_at",
    "起票日時": "opened_at", "Created": "opened_at", "Created at": "opened_at",
    "Opened": "opened_at", "受付日": "received_at", "発生日": "occurred_at",
    "更新日": "updated_at", "Updated": "updated_at", "解決日": "resolved_at",
    "Resolved": "resolved_at", "完了日": "closed_at", "完了日時": "closed_at",
    "終了日": "closed_at", "Closed": "closed_at",
    "対応内容": "resolution", "対応結果": "resolution", "処置": "resolution", "原因": "root_cause",
    "連絡方法": "channel", "受付方法": "channel", "顧客名": "customer", "お客様": "customer",
    "備考": "note", "メモ": "note", "Notes": "note", "コメント": "comment", "Comment": "comment",
    "コメント#": "comment", "Comment#": "comment"
  },
  "values": {
    "type": {"障害": "incident", "不具合": "incident", "問い合わせ": "request", "依頼": "request",
             "要望": "request", "作業": "task", "タスク": "task"},
    "state": {"未対応": "new", "未着手": "new", "受付": "new", "オープン": "new", "Open": "new",
              "処理中": "in_progress", "進行中": "in_progress", "着手": "in_progress",
              "調査中": "in_progress", "作業中": "in_progress", "Working": "in_progress",
              "保留": {"state": "pending", "pending_reason": "awaiting_requester"},
              "回答待ち": {"state": "pending", "pending_reason": "awaiting_requester"},
              "フィードバック": {"state": "pending", "pending_reason": "awaiting_requester"},
              "On Hold": {"state": "pending", "pending_reason": "awaiting_requester"},
              "処理済み": "resolved", "解決": "resolved", "対応済み": "resolved", "対応済": "resolved",
              "完了": "closed", "終了": "closed", "済": "closed", "Done": "closed",
              "却下": "cancelled", "取消": "cancelled", "中止": "cancelled", "キャンセル": "cancelled",
              "Canceled": "cancelled", "Rejected": "cancelled"},
    "priority": {"最優先": "P1", "緊急": "P1", "至急": "P1", "今すぐ": "P1", "Critical": "P1",
                 "Urgent": "P1", "高": "P2", "急いで": "P2", "高め": "P2", "High": "P2",
                 "中": "P3", "普通": "P3", "通常": "P3", "Medium": "P3", "Normal": "P3",
                 "低": "P4", "低め": "P4", "Low": "P4", "1": "P1", "2": "P2", "3": "P3", "4": "P4"}
  }
})json";

}  // namespace

const std::vector<ImportPreset>& import_presets() {
  static const std::vector<ImportPreset> all = {
      {"redmine", kRedmine, {{"#", "題名", "トラッカー"}, {"#", "Subject", "Tracker"}}},
      {"backlog", kBacklog, {{"キー", "件名", "種別"}, {"Key", "Subject", "Issue Type"}}},
      {"servicenow-incident",
       kServiceNow,
       {{"number", "short_description"}, {"番号", "簡単な説明"}}}};
  return all;
}

const char* automatic_words() { return kAutomatic; }

}  // namespace genba
