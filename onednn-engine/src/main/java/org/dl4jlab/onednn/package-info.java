/** The engine that executes a graph through oneDNN, and its plans. */
package org.dl4jlab.onednn;
