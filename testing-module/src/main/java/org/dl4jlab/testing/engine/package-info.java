/** What every engine has to pass: networks, batches, and the comparison with stock DL4J. */
package org.dl4jlab.testing.engine;
