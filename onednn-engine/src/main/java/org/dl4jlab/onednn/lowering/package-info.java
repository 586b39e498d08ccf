/** Operations as oneDNN's primitives: a class for each, which adds its calls to a plan. */
package org.dl4jlab.onednn.lowering;
