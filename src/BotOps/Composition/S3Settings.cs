using BotOps.Adapters.Artifacts.S3;
using BotOps.Core;

namespace BotOps.Composition;

/// <summary>Reads <c>BotOps:Artifacts:S3</c>; where it is left out, artifacts lie in a folder.</summary>
static class S3Settings
{
    public static S3Options? Read(IConfigurationSection s3)
    {
        if (!s3.GetChildren().Any()) return null;
        var (access, secret) = (s3.Reference("AccessKey"), s3.Reference("SecretKey"));
        if (access is null != secret is null) throw new UserError(Texts.Pulls.S3OneKey);
        var endpoint = Endpoint(s3["Endpoint"]);
        return new S3Options
        {
            Bucket = s3["Bucket"] is { Length: > 0 } bucket ? bucket : throw new UserError(Texts.Pulls.S3Missing("Bucket")),
            Region = s3["Region"] is { Length: > 0 } region ? region : endpoint is null ? throw new UserError(Texts.Pulls.S3Missing("Region")) : "us-east-1",
            Endpoint = endpoint, Prefix = s3["Prefix"] ?? "", AccessKey = access, SecretKey = secret,
            PathStyle = s3.GetValue("PathStyle", endpoint is not null),
        };
    }

    /// <summary>An address of this section; empty where it is left out.</summary>
    /// <exception cref="UserError">It is no address.</exception>
    public static string Address(IConfigurationSection section, string name) => (section[name] ?? "").TrimEnd('/') switch
    {
        "" => "",
        var text when Web(text) is not null => text,
        var text => throw new UserError(Texts.Pulls.NotAnAddress(name, text), text),
    };

    static Uri? Endpoint(string? text) => string.IsNullOrEmpty(text) ? null : Web(text) ?? throw new UserError(Texts.Pulls.S3NotAnAddress(text), text);

    static Uri? Web(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Query.Length == 0 ? uri : null;
}
