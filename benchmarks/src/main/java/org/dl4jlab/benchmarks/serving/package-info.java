/** How much of an engine's rate is left when it is asked over HTTP. */
package org.dl4jlab.benchmarks.serving;
