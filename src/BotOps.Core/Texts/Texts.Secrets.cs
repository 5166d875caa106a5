namespace BotOps.Core;

public static partial class Texts
{
    public const string SecretReferenceUnknown = "A secret is named by reference: env:NAME, file:/absolute/path or secret:name. What is there is none of them, so it is not shown.";
    public const string SecretMustBeFile = "An ssh key is named as file:/absolute/path, because ssh reads it from a file and BotOps writes no secret to a disk.";
    public static string SecretVariableMissing(string name) => $"The environment variable {name} is not set where BotOps runs. Set it and start BotOps again.";
    public static string SecretFileMissing(string path) => $"There is no file {path} on this machine, or BotOps may not see it.";
    public static string SecretFileTooLong(string path) => $"The file {path} is too long for a secret.";
    public static string SecretFileUnreadable(string path, string why) => $"BotOps cannot read {path}: {why}";
    public static string SecretEmpty(string reference) => $"The secret behind {reference} is empty.";
}
