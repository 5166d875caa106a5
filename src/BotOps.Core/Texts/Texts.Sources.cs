namespace BotOps.Core;

public static partial class Texts
{
    public static string RefRefused(string typed, string why) => $"“{typed}” cannot be a branch, tag or commit: {why}";
    public const string RefEmpty = "it is empty.";
    public const string RefOption = "a name does not begin with “-”.";
    public const string RefSpace = "a name has no spaces.";
    public const string RefInvisible = "it holds invisible characters.";
    public const string RefEnds = "a name does not begin or end with “/” or “.”, and is not “@”.";
    public static string RefTooLong(int most) => $"it is longer than {most} characters.";
    public static string RefCannotHold(string part) => $"a name cannot hold “{part}”.";

    public static string RefUnknown(string typed, string url, IReadOnlyList<string> closest) =>
        $"There is no branch, tag or commit “{typed}” in {url}." + (closest.Count > 0 ? $" Did you mean {string.Join(", ", closest)}?" : "");

    public static string RepositoryEmpty(string url) => $"{url} has no commits yet. Push a branch first.";
    public static string CommitAmbiguous(string typed) => $"More than one commit begins with “{typed}”. Type more of it.";
    public static string CommitMissing(string commit, string url) => $"Commit {commit} is not in {url} any more. Ask for the release again.";

    public const string RepositoryHasCredential = "The repository's address has a user or password in it. Take it out and name the secret as token: env:NAME or file:/path.";
    public static string RepositoryAddress(string url) => $"“{url}” is not an address of a repository. Use https://…, ssh://…, user@host:path or file:///….";
    public static string RepositoryClearToken(string url) => $"{url} would send the token unencrypted. Use https.";
    public static string RepositoryNeedsKey(string url) => $"{url} needs an ssh key. Give the project sshKey: file:/path.";
    public static string PathNotForSsh(string path) => $"The path “{path}” has a character that ssh reads in its own way. Use one without quotes, $, % and backslashes.";

    public const string GitMissing = "The git client is not installed where BotOps runs. Install git.";
    public static string GitSlow(string url, TimeSpan limit) => $"{url} did not answer within {limit.TotalSeconds:0} seconds. Is the server up, and reachable from BotOps?";
    public static string GitBusy(string url) => $"Another process of BotOps is still reading {url}. Try again in a few minutes.";
    public static string GitFailed(string url, string what, string reason) => $"{url}: {what}" + (reason.Length > 0 ? $" Git says: {reason}" : "");
    public const string GitTokenRefused = "The server refused the token. Check that it is valid and may read this repository.";
    public const string GitTokenNeeded = "The server asks for a token. Give the project token: env:NAME or file:/path.";
    public const string GitForbidden = "The server does not let this token read the repository.";
    public const string GitRedirected = "The server sends git on to another address, and a token does not follow. Give the address where the repository is now.";
    public const string GitKeyRefused = "The server refused the ssh key. Add its public half to the repository as a deploy key.";
    public const string GitHostUnknown = "The server's host key is not in the known_hosts file. Compare it with the one its owner gives, and add it.";
    public const string GitHostChanged = "The server's host key is not the one in the known_hosts file. Someone may be in between; ask the server's owner before you change it.";
    public const string GitHostNotFound = "There is no such host. Check the address.";
    public const string GitHostAway = "The server cannot be reached from here.";
    public const string GitNotFound = "There is no such repository, or the credential may not see it. Check the address.";
    public const string GitCertificate = "The server's certificate is not trusted here.";
    public const string GitOther = "Reading the repository failed.";
    public static string CheckoutFailed(string commit) => $"The files of commit {commit} could not be written.";
    public const string SubmodulesFailed = "The submodules could not be fetched.";
}
