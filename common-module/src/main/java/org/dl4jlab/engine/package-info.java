/** What executes a graph: the interface, how engines are found, stock DL4J as one of them. */
package org.dl4jlab.engine;
