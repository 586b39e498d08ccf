package org.dl4jlab.onednn;

import org.dl4jlab.testing.engine.EngineSuite;

class OneDnnEngineSuiteTest extends EngineSuite {

  OneDnnEngineSuiteTest() {
    super("onednn");
  }
}
