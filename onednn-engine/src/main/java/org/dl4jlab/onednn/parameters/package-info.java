/**
 * Parameters, gradients and moments while they are trained, and the order of what happens to them
 * at a step.
 */
package org.dl4jlab.onednn.parameters;
