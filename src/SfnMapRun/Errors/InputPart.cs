namespace SfnMapRun.Errors;

/// <summary>A part of a command's input.</summary>
/// <param name="Text">What it says, without white space around it.</param>
/// <param name="PassedOverAs">What it is that stands for nothing: a blank line; null where it stands for something.</param>
internal sealed record InputPart(string Text, string? PassedOverAs);
