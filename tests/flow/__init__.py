"""The flow as a whole: stages, order of arrival, trouble."""
