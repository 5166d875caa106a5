namespace BotOps.Sandbox.Cloud;

/// <summary>An answer that says no, in the words of the real one.</summary>
sealed class CloudError(int status, string code, string message) : Exception(message)
{
    public int Status => status;
    public string Code => code;

    public static CloudError Invalid(string name, string why = "is not valid") => new(400, $"Invalid{name}", $"The specified {name} {why}.");

    public static CloudError NotFound(string name) => new(404, $"Invalid{name}.NotFound", $"The specified {name} does not exist.");
}
