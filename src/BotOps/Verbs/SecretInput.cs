using System.Text;
using BotOps.Core;
using BotOps.Core.Secrets;

namespace BotOps.Verbs;

/// <summary>Reads a secret's value: all of standard input without its last line ends, or one line of a terminal that does not show it.</summary>
static class SecretInput
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Task<string> Read(string name, CancellationToken stopping) =>
        Console.IsInputRedirected ? ReadAll(stopping) : Task.FromResult(Type(name));

    static async Task<string> ReadAll(CancellationToken stopping)
    {
        await using var input = Console.OpenStandardInput();
        var bytes = new byte[SetSecret.LongestBytes + 3]; // with a line end, and one more to see that there is more
        var length = await input.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stopping);
        if (length == bytes.Length) throw new UserError(Texts.StoredSecrets.TooLong(SetSecret.LongestBytes));
        try
        {
            return Strict.GetString(bytes, 0, length).TrimEnd('\r', '\n');
        }
        catch (DecoderFallbackException)
        {
            throw new UserError(Texts.StoredSecrets.NotText);
        }
    }

    static string Type(string name)
    {
        Console.Error.Write(Texts.StoredSecrets.Ask(name));
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();

        var pasted = Console.KeyAvailable;
        while (Console.KeyAvailable) Console.ReadKey(intercept: true); // the shell would show it, and run it
        return pasted ? throw new UserError(Texts.StoredSecrets.OneLine) : typed.ToString();
    }
}
