package org.dl4jlab.testing.engine;

class StockEngineSuiteTest extends EngineSuite {

  StockEngineSuiteTest() {
    super("dl4j");
  }
}
