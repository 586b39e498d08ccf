/** Reads a graph as a chain of layers, or says why it cannot. */
package org.dl4jlab.onednn.network;
