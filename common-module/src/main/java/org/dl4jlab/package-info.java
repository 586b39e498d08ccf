/** The library behind the experiments. */
package org.dl4jlab;
