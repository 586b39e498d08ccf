/** The engines beside stock DL4J and DJL with PyTorch: the same networks, batches and machine. */
package org.dl4jlab.benchmarks;
