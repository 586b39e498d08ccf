/** What a machine has to compute with: its GPUs, and whether ND4J's CUDA libraries run on them. */
package org.dl4jlab.device;
