/** Sees to it that ND4J loads a native library that the processor executes. */
package org.dl4jlab.nd4j;
