package org.dl4jlab.testing.engine;

/** A network that notices when stock DL4J computes a gradient of it. */
public interface Watched {

  boolean stockRan();
}
