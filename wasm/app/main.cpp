// The client in the browser.
#include "wasm/app/application.h"

int main() {
  // Callbacks of the page reach it until the page is closed.
  static genba::app::Application application;
  return application.start() ? 0 : 1;
}
