/** Losses over a batch's rows, with DL4J's formulas. */
package org.dl4jlab.onednn.loss;
