// The stories that demo data is made of: incidents as Japanese and international offices,
// hospitals, shops and schools report them.
#pragma once

#include <span>

#include "core/model/choices.h"

namespace genba::demo {

struct Scene {
  const char* category;  // code of a built-in category
  Level impact;
  Level urgency;
  const char* title;
  const char* description;
  const char* reply;     // the first public answer
  const char* question;  // to the requester; "" when none was needed
  const char* answer;    // his to that; "" likewise
  const char* resolution;
  const char* cause_code;
};

std::span<const Scene> scenes();

struct Person {
  const char* name;
  const char* sign_in_name;  // "" for people who only report
  Role role;
};

std::span<const Person> people();

}  // namespace genba::demo
