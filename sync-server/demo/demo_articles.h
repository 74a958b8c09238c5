// The knowledge of the demo's service desk, and the known errors that it still lives with.
#pragma once

#include <span>

#include "core/model/choices.h"

namespace genba::demo {

struct DemoArticle {
  ArticleState state;
  const char* category;  // code of a built-in category
  const char* title;
  const char* title_en;  // "": none
  const char* keywords;  // between commas
  const char* body;
  const char* body_en;  // "": none
};

std::span<const DemoArticle> articles();

struct DemoProblem {
  const char* category;
  const char* title;
  const char* description;
  const char* workaround;
};

std::span<const DemoProblem> problems();

}  // namespace genba::demo
