/** Many trainings that differ in their options: which, how far each goes, and what came of them. */
package org.dl4jlab.sweep;
