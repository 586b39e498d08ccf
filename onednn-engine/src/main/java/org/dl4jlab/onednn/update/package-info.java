/** What happens to vectors of parameters and gradients at each step, with DL4J's formulas. */
package org.dl4jlab.onednn.update;
